/** What each number means, in one line: the words the interface shows wherever a metric's name stands. */

export type MetricDefinition = {
  label: string;
  definition: string;
  /** Which direction wins where lanes are compared; null where neither is better. */
  better: "lower" | "higher" | null;
};

export const METRICS = {
  queuedMs: {
    label: "Queue time",
    definition: "Local waiting and earlier attempts before the request was sent. Never part of TTFT.",
    better: "lower",
  },
  ttftMs: {
    label: "TTFT",
    definition: "Time to first token: from sending the request to the first reasoning, text or tool delta.",
    better: "lower",
  },
  firstAnswerMs: {
    label: "First answer",
    definition:
      "From sending the request to the first text or tool delta: the wait when the model thinks first.",
    better: "lower",
  },
  thinkingMs: {
    label: "Thinking time",
    definition: "From the first reasoning delta to the first of the answer.",
    better: "lower",
  },
  throughputTps: {
    label: "Throughput",
    definition:
      "Streamed tokens per second, from the first delta to the last. Unknown for very short streams.",
    better: "higher",
  },
  endToEndMs: {
    label: "End to end",
    definition: "From sending the request to the end of the stream, whatever the outcome.",
    better: "lower",
  },
  longestStallMs: {
    label: "Longest stall",
    definition: "The longest gap between two arrivals from the provider.",
    better: "lower",
  },
  gapP50Ms: {
    label: "Chunk gap p50",
    definition: "Half of the gaps between arrivals were shorter than this.",
    better: "lower",
  },
  gapP95Ms: {
    label: "Chunk gap p95",
    definition: "95 % of the gaps between arrivals were shorter than this.",
    better: "lower",
  },
  inputTokens: {
    label: "Tokens in",
    definition: "The whole prompt as the provider counts it, cache reads and writes included.",
    better: null,
  },
  cacheReadTokens: {
    label: "Cache read",
    definition: "Prompt tokens that the provider served from its cache.",
    better: null,
  },
  cacheWriteTokens: {
    label: "Cache write",
    definition: "Prompt tokens that the provider wrote to its cache.",
    better: null,
  },
  outputTokens: {
    label: "Tokens out",
    definition: "Output tokens as the provider counts them, reasoning included. ≈ marks an estimate of ours.",
    better: null,
  },
  reasoningTokens: {
    label: "Reasoning",
    definition: "The part of the output tokens that went into thinking.",
    better: null,
  },
  costUsd: {
    label: "Cost",
    definition:
      "What this run is billed at: looked up, else reported by the provider, else computed from its usage.",
    better: "lower",
  },
  computedUsd: {
    label: "Computed cost",
    definition: "Usage times the price that held when the run started.",
    better: "lower",
  },
  reportedUsd: {
    label: "Reported cost",
    definition: "What the provider says it charged, where it says so.",
    better: "lower",
  },
  availability: {
    label: "Availability",
    definition: "Answers out of answers and faults of the provider. Rate limits are counted apart.",
    better: "higher",
  },
  rateLimited: {
    label: "Rate-limited",
    definition: "Runs that the provider refused for their rate. Not counted in availability.",
    better: "lower",
  },
  n: {
    label: "n",
    definition: "How many runs the figure rests on.",
    better: null,
  },
  p50: {
    label: "p50",
    definition: "Half of the runs were at or below this. Shown from 5 runs on.",
    better: null,
  },
  p95: {
    label: "p95",
    definition: "95 % of the runs were at or below this. Shown from 20 runs on.",
    better: null,
  },
  p99: {
    label: "p99",
    definition: "99 % of the runs were at or below this. Shown from 100 runs on.",
    better: null,
  },
} satisfies Record<string, MetricDefinition>;

export type MetricId = keyof typeof METRICS;
