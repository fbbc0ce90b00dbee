import type { LatencyWindow } from "@/lib/stats/latency";

export const WINDOW_WORDS: Record<LatencyWindow, string> = {
  "1h": "the last hour",
  "24h": "the last 24 hours",
  "7d": "the last 7 days",
  "30d": "the last 30 days",
};
