import type { Percentiles } from "./buckets";

export const LATENCY_METRICS = ["ttftMs", "firstAnswerMs", "throughputTps", "endToEndMs"] as const;
export type LatencyMetric = (typeof LATENCY_METRICS)[number];

export const LATENCY_WINDOW_NAMES = ["1h", "24h", "7d", "30d"] as const;
export type LatencyWindow = (typeof LATENCY_WINDOW_NAMES)[number];

export const WINDOW_HOURS: Record<LatencyWindow, number> = { "1h": 1, "24h": 24, "7d": 168, "30d": 720 };

/** What was measured of an offer, or of one of its upstreams, within a window. */
export type LatencyRow = {
  offer: string;
  /** Null sums the offer over all its upstreams. */
  upstream: string | null;
  /** Runs that answered: what the percentiles are made of. */
  n: number;
  /** Answered ÷ (answered + failed through the provider), 0 to 1; null when there is neither. */
  availability: number | null;
  /** Runs refused for their rate: shown apart, in neither part of availability. */
  rateLimited: number;
} & Record<LatencyMetric, Percentiles>;
