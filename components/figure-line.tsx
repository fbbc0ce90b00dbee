import type { ReactNode } from "react";
import { MetricLabel } from "@/components/metric";
import { classNames } from "@/components/ui/class-names";
import { Infotip } from "@/components/ui/infotip";
import type { MetricId } from "@/lib/runs/metric-definitions";

type Props = {
  value: string;
  /** Stands before the value. */
  aside?: ReactNode;
  strong?: boolean;
} & ({ id: MetricId; label?: string } | { id?: undefined; label: string; definition: string });

/** A figure beside its name, in a `<dl>`; the name opens its definition. */
export function FigureLine({ value, aside, strong = false, ...name }: Props) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-4 border-border/70 border-b last:border-b-0">
      <dt className="text-muted">
        {name.id === undefined ? (
          <Infotip description={name.definition}>{name.label}</Infotip>
        ) : (
          <MetricLabel id={name.id} label={name.label} />
        )}
      </dt>
      <dd className={classNames("flex items-center gap-2 tabular-nums", strong && "font-medium")}>
        {aside}
        {value}
      </dd>
    </div>
  );
}
