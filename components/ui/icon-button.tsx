import { Button as BaseButton } from "@base-ui/react/button";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";
import { Tooltip } from "./tooltip";

export type IconButtonProps = Omit<ComponentProps<typeof BaseButton>, "className" | "aria-label"> & {
  /** What it does: its accessible name and its tooltip. */
  label: string;
  size?: "sm" | "md";
  className?: string;
};

export function iconButtonClassName(size: "sm" | "md" = "md", className?: string): string {
  return classNames(
    "inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-text aria-pressed:bg-hover aria-pressed:text-text data-popup-open:bg-hover data-popup-open:text-text data-disabled:text-faint data-disabled:hover:bg-transparent pointer-coarse:size-11",
    size === "sm" ? "size-6.5" : "size-8",
    className,
  );
}

/** An icon alone. Give it a lucide icon as its child. */
export function IconButton({ label, size, className, ...props }: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <BaseButton aria-label={label} className={iconButtonClassName(size, className)} {...props} />
    </Tooltip>
  );
}
