import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { parseAsSort } from "@/components/data-table/sort-param";
import { LATENCY_METRICS, LATENCY_WINDOW_NAMES } from "@/lib/stats/latency";

export const PERCENTILES = ["p50", "p95", "p99"] as const;

/** Columns of the latency table, in order; their ids stand in the address. */
export const LATENCY_COLUMNS = [
  "tier",
  "provider",
  "n",
  "availability",
  "rateLimited",
  "range",
  ...LATENCY_METRICS.flatMap((metric) => PERCENTILES.map((percentile) => `${metric}.${percentile}` as const)),
] as const;

/** What the address of /latency says. The window alone is the server's business. */
export const latencyParams = {
  window: parseAsStringLiteral(LATENCY_WINDOW_NAMES).withDefault("24h"),
  tier: parseAsString,
  provider: parseAsString,
  /** Whether routers' own figures stand beside ours. */
  published: parseAsBoolean.withDefault(true),
  sort: parseAsSort(LATENCY_COLUMNS).withDefault({ id: "ttftMs.p50", desc: false }),
  hide: parseAsArrayOf(parseAsStringLiteral(LATENCY_COLUMNS)).withDefault([]),
};

export const loadLatencyParams = createLoader(latencyParams);
