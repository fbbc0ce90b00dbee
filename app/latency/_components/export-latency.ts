import type { ExportRow } from "@/components/data-table/export-rows";
import type { Percentiles } from "@/lib/pricing/price-sources";
import { LATENCY_METRICS, type LatencyWindow } from "@/lib/stats/latency";
import { PERCENTILES } from "../search-params";
import type { LatencyLine } from "./latency-line";
import { ranked } from "./published-words";

/** A line of the table as a row of a file: milliseconds and tokens per second, unrounded. */
export function exportLatency(line: LatencyLine, window: LatencyWindow): ExportRow {
  return {
    window,
    offer: line.offer,
    tier: line.tier,
    provider: line.provider,
    upstream: line.upstream,
    n: line.published ? null : line.n,
    availability: line.availability,
    rateLimited: line.published ? null : line.rateLimited,
    ...Object.fromEntries(
      LATENCY_METRICS.flatMap((metric) => [
        ...PERCENTILES.map((percentile) => [`${metric}.${percentile}`, line[metric][percentile]] as const),
        [`${metric}.samples`, line[metric].samples?.join("; ") ?? null] as const,
      ]),
    ),
    ...exportPublished(line.published),
  };
}

/** In columns of its own, which stay empty for what was measured: no sum of a column mixes the two. */
function exportPublished(stats: LatencyLine["published"]): ExportRow {
  const list = (percentiles: Percentiles | undefined) =>
    percentiles
      ? ranked(percentiles)
          .map(([name, value]) => `${name}=${value}`)
          .join("; ")
      : null;
  return {
    publishedBy: stats?.source ?? null,
    publishedReadAt: stats?.fetchedAt ?? null,
    publishedTtftMs: list(stats?.latency?.latencyMs),
    publishedTtftWindow: stats?.latency?.window ?? null,
    publishedTtftUnitAssumed: stats?.latency?.isUnitGuessed ?? null,
    publishedThroughputTps: list(stats?.throughput?.throughputTps),
    publishedThroughputWindow: stats?.throughput?.window ?? null,
    publishedUptimePercent:
      stats?.uptime.map(({ window, percent }) => `${window}=${percent}`).join("; ") ?? null,
    publishedDegraded: stats?.isDegraded ?? null,
  };
}
