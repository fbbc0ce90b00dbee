import { z } from "zod";
import { LATENCY_WINDOW_NAMES, type LatencyRow } from "../stats/latency";

const percentile = z.number().nullable();
const percentiles = z
  .object({ p50: percentile, p95: percentile, p99: percentile, samples: z.array(z.number()).optional() })
  .describe("Null below n = 5, 20 and 100; below 5 the samples themselves.");

const row = z.object({
  offer: z.string(),
  upstream: z.string().nullable().describe("Null sums the offer over all its upstreams."),
  n: z.number(),
  availability: z.number().min(0).max(1).nullable(),
  rateLimited: z.number(),
  ttftMs: percentiles,
  firstAnswerMs: percentiles,
  throughputTps: percentiles,
  endToEndMs: percentiles,
}) satisfies z.ZodType<LatencyRow>;

export const latencySchema = z.object({ window: z.enum(LATENCY_WINDOW_NAMES), offers: z.array(row) });
