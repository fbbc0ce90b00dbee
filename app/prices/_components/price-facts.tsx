import { Fragment, type ReactNode } from "react";
import { formatUsd } from "@/components/numbers/format-metric";
import { AsOf } from "./as-of";
import type { PriceRow } from "./price-row";
import { partName } from "./price-statement";
import { RelativeTime } from "./relative-time";

/** By whose word a price holds, and what belongs to it besides tokens. */
export function PriceFacts({ row }: { row: PriceRow }) {
  return (
    <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-x-3 gap-y-1.5">
      <Fact name="Model id">
        <span className="break-all font-mono text-xs leading-5">{row.modelId}</span>
      </Fact>
      <Fact name="Source">
        {row.sourceName}
        <span className="wrap-anywhere block text-muted text-xs">{row.source}</span>
      </Fact>
      <Fact name={nameOfDate(row)}>
        <AsOf row={row} hideSource />
        {row.unchangedSince ? (
          <span className="block text-muted text-xs">{`unchanged since ${row.unchangedSince}`}</span>
        ) : null}
      </Fact>
      {row.readAt ? (
        <Fact name="Last read">
          <RelativeTime iso={row.readAt} />
          {row.isUnlisted ? (
            <span className="block text-warning text-xs">
              {`${row.sourceName} has answered since, and lists it no more.`}
            </span>
          ) : null}
        </Fact>
      ) : null}
      {Object.entries(row.pricing.perRequest).map(([name, usd]) => (
        <Fact key={name} name={partName(name)}>
          <span className="tabular-nums">{Number(usd) === 0 ? "free" : `${formatUsd(usd)} per use`}</span>
        </Fact>
      ))}
      {row.retiredAt ? (
        <Fact name="Retired">
          <span className="tabular-nums">{row.retiredAt}</span>
        </Fact>
      ) : null}
    </dl>
  );
}

function nameOfDate({ readAt, dateKind }: PriceRow): string {
  if (readAt !== null) return "As of";
  return dateKind === "gathered" ? "Gathered" : "Dated";
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Fragment>
      <dt className="text-muted">{name}</dt>
      <dd>{children}</dd>
    </Fragment>
  );
}
