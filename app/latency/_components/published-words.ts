/** How published figures read: what a router says of its speed, in its own windows and percentiles. */
import { formatMs } from "@/components/numbers/format-metric";
import {
  type Percentiles,
  PRICE_SOURCE_NAMES,
  type PriceSourceKind,
  type PublishedStats,
} from "@/lib/pricing/price-sources";

/** Most of what sources publish is prices alone. */
export function hasFigures({ latency, throughput, uptime, isDegraded }: PublishedStats): boolean {
  return latency !== null || throughput !== null || uptime.length > 0 || isDegraded === true;
}

/** For columns, which have no room for more; the notes have the full name. */
export function shortSourceName(source: PriceSourceKind): string {
  return source === "vercel" ? "Vercel" : PRICE_SOURCE_NAMES[source];
}

const UNITS = new Map([
  ["m", "min"],
  ["h", "h"],
  ["d", "d"],
]);

/** "30m" → "30 min"; a window in other words stays as the source has it. */
export function windowWords(window: string): string {
  const [, count, unit = ""] = /^(\d+)([mhd])$/.exec(window) ?? [];
  return count === undefined ? window : `${count}\u202f${UNITS.get(unit)}`;
}

/** By rank: p50 before p99. */
export function ranked(percentiles: Percentiles): [name: string, value: number][] {
  return Object.entries(percentiles).sort(([a], [b]) => rankOf(a) - rankOf(b));
}

function rankOf(name: string): number {
  return Number(name.replace(/\D/g, ""));
}

/** The median and the highest percentile that is stated: "p50 620 ms · p99 3.10 s". */
export function medianAndTail(percentiles: Percentiles, format: (value: number) => string): string {
  const [first, ...others] = ranked(percentiles);
  return [first, others.at(-1)].flatMap((entry) => (entry ? [wordsOf(entry, format)] : [])).join(" · ");
}

/** "p50 620 ms, p75 900 ms" */
export function allPercentiles(percentiles: Percentiles, format: (value: number) => string): string {
  return ranked(percentiles)
    .map((entry) => wordsOf(entry, format))
    .join(", ");
}

function wordsOf([name, value]: [string, number], format: (value: number) => string): string {
  return `${name} ${format(value)}`;
}

/** The uptime of the longest window: one call that failed makes 0 % of the last five minutes. */
export function longestUptime(uptime: PublishedStats["uptime"]): PublishedStats["uptime"][number] | null {
  return uptime.toSorted((a, b) => minutesOf(a.window) - minutesOf(b.window)).at(-1) ?? null;
}

function minutesOf(window: string): number {
  const [, count = "0", unit] = /^(\d+)([mhd])$/.exec(window) ?? [];
  return Number(count) * (unit === "d" ? 1440 : unit === "h" ? 60 : 1);
}

/** What the source says of its latency in full, and what we had to guess. */
export function latencyNote({ source, latency }: PublishedStats): string {
  if (!latency) return "";
  const { window, latencyMs, isUnitGuessed, unit, field } = latency;
  const said = `Published by ${PRICE_SOURCE_NAMES[source]} over the last ${windowWords(window)}, not measured here: time to first token ${allPercentiles(latencyMs, formatMs)}.`;
  if (!isUnitGuessed) return said;
  return `${said} Unit assumed: its field ${field} has none that is sure, and reads as ${unit === "s" ? "seconds" : "milliseconds"}.`;
}

/** Percentiles of throughput descend, unlike ours: the tail is the slow one. */
export function throughputNote(
  { source, throughput }: PublishedStats,
  format: (value: number) => string,
): string {
  if (!throughput) return "";
  const { window, throughputTps } = throughput;
  return `Published by ${PRICE_SOURCE_NAMES[source]} over the last ${windowWords(window)}, not measured here: ${allPercentiles(throughputTps, format)} tokens per second. The higher the percentile, the slower.`;
}

/** Every window of uptime that the source publishes. */
export function uptimeNote({ source, uptime }: PublishedStats, format: (share: number) => string): string {
  const windows = uptime.map(({ window, percent }) => `${format(percent / 100)} over ${windowWords(window)}`);
  return `Uptime by ${PRICE_SOURCE_NAMES[source]}'s own definition, not measured here: ${windows.join(", ")}.`;
}
