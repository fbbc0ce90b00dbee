import type { ExportRow } from "@/components/data-table/export-rows";
import { LATENCY_METRICS, type LatencyWindow } from "@/lib/stats/latency";
import { PERCENTILES } from "../search-params";
import type { LatencyLine } from "./latency-line";

/** A line of the table as a row of a file: milliseconds and tokens per second, unrounded. */
export function exportLatency(line: LatencyLine, window: LatencyWindow): ExportRow {
  return {
    window,
    offer: line.offer,
    tier: line.tier,
    provider: line.provider,
    upstream: line.upstream,
    n: line.n,
    availability: line.availability,
    rateLimited: line.rateLimited,
    ...Object.fromEntries(
      LATENCY_METRICS.flatMap((metric) => [
        ...PERCENTILES.map((percentile) => [`${metric}.${percentile}`, line[metric][percentile]] as const),
        [`${metric}.samples`, line[metric].samples?.join("; ") ?? null] as const,
      ]),
    ),
  };
}
