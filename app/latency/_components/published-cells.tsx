"use client";

import { throughputFigure } from "@/components/data-table/throughput-figure";
import { formatMs, formatPercent, UNKNOWN } from "@/components/numbers/format-metric";
import { Infotip } from "@/components/ui/infotip";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import type { LatencyMetric } from "@/lib/stats/latency";
import {
  latencyNote,
  longestUptime,
  medianAndTail,
  throughputNote,
  uptimeNote,
  windowWords,
} from "./published-words";

/** What a source publishes in place of a metric of ours; it has no word on most of them. */
export function PublishedMetric({ stats, metric }: { stats: PublishedStats; metric: LatencyMetric }) {
  const { latency, throughput } = stats;
  if (metric === "ttftMs" && latency) {
    return (
      <Published
        figures={medianAndTail(latency.latencyMs, formatMs)}
        context={windowWords(latency.window)}
        caveat={latency.isUnitGuessed ? "unit assumed" : null}
        note={latencyNote(stats)}
      />
    );
  }
  if (metric === "throughputTps" && throughput) {
    return (
      <Published
        figures={medianAndTail(throughput.throughputTps, throughputFigure)}
        context={windowWords(throughput.window)}
        note={throughputNote(stats, throughputFigure)}
      />
    );
  }
  return <span className="text-faint">{UNKNOWN}</span>;
}

/** Uptime by the source's definition, over its longest window. */
export function PublishedUptime({ stats }: { stats: PublishedStats }) {
  const uptime = longestUptime(stats.uptime);
  const caveat = stats.isDegraded ? "degraded" : null;
  if (!uptime) return <span className="text-faint">{caveat ?? UNKNOWN}</span>;
  return (
    <Published
      figures={formatPercent(uptime.percent / 100)}
      context={`uptime, ${windowWords(uptime.window)}`}
      caveat={caveat}
      note={uptimeNote(stats, formatPercent)}
    />
  );
}

function Published({
  figures,
  context,
  caveat = null,
  note,
}: {
  figures: string;
  context: string;
  caveat?: string | null;
  note: string;
}) {
  return (
    <span className="flex flex-col items-end leading-tight">
      <Infotip description={note} className="text-muted">
        {figures}
      </Infotip>
      <span className="text-faint text-xs">
        {context}
        {caveat ? <span className="text-warning">{` · ${caveat}`}</span> : null}
      </span>
    </span>
  );
}
