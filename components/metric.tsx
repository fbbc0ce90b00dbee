import { memo, type ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Infotip } from "@/components/ui/infotip";
import { METRICS, type MetricId } from "@/lib/runs/metric-definitions";

/** A metric's name that opens its definition; for heads of columns and of values. */
export function MetricLabel({ id, label, className }: { id: MetricId; label?: string; className?: string }) {
  return (
    <Infotip description={METRICS[id].definition} className={className}>
      {label ?? METRICS[id].label}
    </Infotip>
  );
}

/** A metric with its value below its name. Pass the value already formatted. */
export const Metric = memo(function Metric({
  id,
  value,
  best = false,
  className,
}: {
  id: MetricId;
  value: ReactNode;
  /** Marks the best of the lanes, by shape and weight as well as colour. */
  best?: boolean;
  className?: string;
}) {
  return (
    <div className={classNames("flex min-w-0 flex-col", className)}>
      <dt className="truncate text-faint text-xs">
        <MetricLabel id={id} />
      </dt>
      <dd
        className={classNames(
          "flex items-center gap-1 whitespace-nowrap text-sm tabular-nums",
          best ? "font-semibold text-success" : "text-text",
        )}
      >
        {value}
        {best ? (
          <>
            <span
              aria-hidden
              className="size-1.75 bg-success [clip-path:polygon(50%_0,100%_100%,50%_76%,0_100%)]"
            />
            <span className="sr-only">(best)</span>
          </>
        ) : null}
      </dd>
    </div>
  );
});
