import type { Attributes, Histogram, Meter, UpDownCounter } from "@opentelemetry/api";
import type { Run } from "@/lib/runs/run";
import { callSeconds } from "./call-spans";

/** The conventions' own boundaries. */
const SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92];
const TOKENS = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864];
const USD = [0, 1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1, 10];

export type RunInstruments = {
  duration: Histogram;
  firstChunk: Histogram;
  tokens: Histogram;
  cost: Histogram;
  live: UpDownCounter;
};

export function runInstruments(meter: Meter): RunInstruments {
  const histogram = (name: string, unit: string, description: string, boundaries: number[]) =>
    meter.createHistogram(name, {
      unit,
      description,
      advice: { explicitBucketBoundaries: boundaries },
    });
  return {
    duration: histogram("gen_ai.client.operation.duration", "s", "A call, its retries included.", SECONDS),
    firstChunk: histogram(
      "gen_ai.client.operation.time_to_first_chunk",
      "s",
      "Time to first token, as docs/measurement.md defines it.",
      SECONDS,
    ),
    tokens: histogram("gen_ai.client.token.usage", "{token}", "Tokens as the provider counted them.", TOKENS),
    cost: histogram("glimpse.run.cost", "USD", "What a run was billed.", USD),
    live: meter.createUpDownCounter("glimpse.runs.live", {
      unit: "{run}",
      description: "Runs that are carried out.",
    }),
  };
}

/** Measures a call that is over; what is unknown or estimated is left out rather than counted as something. */
export function recordCallMetrics(instruments: RunInstruments, run: Run, attributes: Attributes): void {
  const { usage, timing, cost } = run;
  instruments.duration.record(callSeconds(run), attributes);
  if (timing.ttftMs !== null) instruments.firstChunk.record(timing.ttftMs / 1000, attributes);
  if (cost.billedUsd !== null) instruments.cost.record(Number(cost.billedUsd), attributes);
  if (usage?.source !== "reported") return;
  const counts = { input: usage.inputTokens, output: usage.outputTokens };
  for (const [type, count] of Object.entries(counts)) {
    if (count !== null) instruments.tokens.record(count, { ...attributes, "gen_ai.token.type": type });
  }
}
