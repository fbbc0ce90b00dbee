import { LATENCY_METRICS, type LatencyMetric } from "@/lib/stats/latency";
import { PERCENTILES } from "../search-params";
import type { LatencyLine } from "./latency-line";

/** Columns that count runs: a published line has uptime alone in their place. */
const COUNTS = ["n", "availability", "rateLimited"];

/**
 * How many columns a cell covers. Samples, and what a source publishes, take the place of all three percentiles:
 * neither belongs beneath the head of one. Hidden columns are not covered.
 */
export function cellSpan(line: LatencyLine, columnId: string, hidden: readonly string[]): number {
  const group = groupOf(line, columnId).filter((id) => !hidden.includes(id));
  return group[0] === columnId ? group.length : 1;
}

function groupOf(line: LatencyLine, columnId: string): string[] {
  if (line.published && COUNTS.includes(columnId)) return COUNTS;
  const metric = metricOf(columnId);
  if (!metric || !(line.published || line[metric].samples)) return [];
  return PERCENTILES.map((percentile) => `${metric}.${percentile}`);
}

function metricOf(columnId: string): LatencyMetric | undefined {
  return LATENCY_METRICS.find((metric) => columnId.startsWith(`${metric}.`));
}
