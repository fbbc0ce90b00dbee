"use client";

import type { ReactNode } from "react";
import {
  latencyNote,
  longestUptime,
  throughputNote,
  uptimeNote,
  windowWords,
} from "@/app/latency/_components/published-words";
import { throughputFigure } from "@/components/data-table/throughput-figure";
import {
  formatCount,
  formatMs,
  formatPercent,
  formatThroughput,
  UNKNOWN,
} from "@/components/numbers/format-metric";
import { Infotip } from "@/components/ui/infotip";
import { PRICE_SOURCE_NAMES, type PublishedStats } from "@/lib/pricing/price-sources";
import type { PriceRow } from "./price-row";
import { RelativeTime } from "./relative-time";

/** Our own measurements above, what routers publish below: two tellers, never one figure. */
export function PublishedSpeed({ measured, published }: Pick<PriceRow, "measured" | "published">) {
  return (
    <section aria-label="Speed" className="flex flex-col gap-1.5 border-t pt-3">
      <h3 className="font-medium">Speed</h3>
      <table className="w-full text-left tabular-nums [&_:is(td,th)]:py-1 [&_:is(td,th)]:pr-3 [&_:is(td,th)]:align-top [&_:is(td,th)]:font-normal">
        <thead className="text-faint text-xs">
          <tr>
            <td />
            <th scope="col">TTFT p50</th>
            <th scope="col">Throughput p50</th>
            <th scope="col">Available</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <Teller name="Measured here">{`24 h, n = ${formatCount(measured?.n ?? 0)}`}</Teller>
            <td>{formatMs(measured?.ttftMs.p50)}</td>
            <td>{formatThroughput(measured?.throughputTps.p50)}</td>
            <td>{formatPercent(measured?.availability)}</td>
          </tr>
          {published.map((stats) => (
            <Published key={stats.source} stats={stats} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Published({ stats }: { stats: PublishedStats }) {
  const { source, fetchedAt, latency, throughput, isDegraded } = stats;
  const uptime = longestUptime(stats.uptime);
  return (
    <tr className="text-muted">
      <Teller name={`Published by ${PRICE_SOURCE_NAMES[source]}`}>
        read <RelativeTime iso={fetchedAt} />
        {isDegraded ? <span className="text-warning"> · marked as degraded</span> : null}
      </Teller>
      <Figure
        value={latency ? formatMs(latency.latencyMs.p50) : UNKNOWN}
        window={latency?.window}
        note={latencyNote(stats)}
        caveat={latency?.isUnitGuessed ? "unit assumed" : null}
      />
      <Figure
        value={throughput ? formatThroughput(throughput.throughputTps.p50) : UNKNOWN}
        window={throughput?.window}
        note={throughputNote(stats, throughputFigure)}
      />
      <Figure
        value={uptime ? formatPercent(uptime.percent / 100) : UNKNOWN}
        window={uptime?.window}
        note={uptimeNote(stats, formatPercent)}
      />
    </tr>
  );
}

function Teller({ name, children }: { name: string; children: ReactNode }) {
  return (
    <th scope="row">
      <span className="block">{name}</span>
      <span className="block text-faint text-xs">{children}</span>
    </th>
  );
}

function Figure({
  value,
  window,
  note,
  caveat = null,
}: {
  value: string;
  window: string | undefined;
  note: string;
  caveat?: string | null;
}) {
  if (window === undefined) return <td>{value}</td>;
  return (
    <td>
      <Infotip description={note} className="block whitespace-nowrap">
        {value}
      </Infotip>
      <span className="block text-faint text-xs">{windowWords(window)}</span>
      {caveat ? <span className="block text-warning text-xs">{caveat}</span> : null}
    </td>
  );
}
