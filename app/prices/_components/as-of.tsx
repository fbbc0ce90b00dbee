import { shortSourceName } from "@/app/latency/_components/published-words";
import type { PriceRow } from "./price-row";

/** The day of a price and, where a live source states it instead of the catalogue, who that is. */
export function AsOf({
  row,
  hideSource = false,
}: {
  row: Pick<PriceRow, "asOf" | "dateKind" | "isStale" | "sourceKind">;
  hideSource?: boolean;
}) {
  const isLive = row.sourceKind !== "catalogue";
  const source = isLive ? shortSourceName(row.sourceKind) : row.dateKind === "gathered" ? "gathered" : null;
  return (
    <span className="flex items-baseline gap-2 whitespace-nowrap tabular-nums">
      <time dateTime={row.asOf} className={row.isStale ? "text-muted" : undefined}>
        {row.asOf}
      </time>
      {source && !hideSource ? <span className="text-faint text-xs">{source}</span> : null}
      {row.isStale ? <span className="text-warning text-xs">stale</span> : null}
    </span>
  );
}
