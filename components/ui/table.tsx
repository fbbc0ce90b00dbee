import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { ScrollRegion } from "./scroll-region";

/** A dense table that scrolls inside itself, with a head that stays. */
export function Table({
  label,
  className,
  containerClassName,
  ...props
}: Omit<ComponentProps<"table">, "aria-label"> & {
  /** Its accessible name. */
  label: string;
  containerClassName?: string;
}) {
  return (
    <ScrollRegion
      aria-label={label}
      className={classNames("overflow-auto rounded-lg border bg-surface", containerClassName)}
    >
      <table
        aria-label={label}
        className={classNames("w-full border-separate border-spacing-0 text-sm", className)}
        {...props}
      />
    </ScrollRegion>
  );
}

export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={classNames("sticky top-0 z-10 bg-sunken", className)} {...props} />;
}

export function TableBody(props: ComponentProps<"tbody">) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return (
    <tr className={classNames("group transition-colors [tbody_&]:hover:bg-hover/60", className)} {...props} />
  );
}

type CellProps = {
  /** Right-aligned, in tabular figures. */
  numeric?: boolean;
};

export function TableHeaderCell({ numeric, className, ...props }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={classNames(
        "h-9 whitespace-nowrap border-b px-3 font-medium text-muted text-sm",
        numeric ? "text-right" : "text-left",
        className,
      )}
      {...props}
    />
  );
}

export function TableCell({ numeric, className, ...props }: ComponentProps<"td"> & CellProps) {
  return (
    <td
      className={classNames(
        "h-9 border-border/70 border-b px-3 py-1.5 group-last:border-b-0",
        numeric ? "whitespace-nowrap text-right tabular-nums" : "text-left",
        className,
      )}
      {...props}
    />
  );
}
