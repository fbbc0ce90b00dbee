/** Runs and comparisons for tests, with only what a test cares about spelled out. */
import type { Comparison, Run } from "@/lib/runs/run";

export function aRun(change: Partial<Run> = {}): Run {
  return {
    id: "run-0",
    comparisonId: "comparison",
    turn: 0,
    lane: 0,
    attempt: 1,
    offer: "zai/glm-4.7",
    tier: "glm-4.7",
    provider: "zai",
    upstream: null,
    dialect: "chat-completions",
    modelId: "glm-4.7",
    simulated: false,
    settings: {},
    sent: {},
    status: "completed",
    finishReason: "stop",
    warnings: [],
    error: null,
    content: { text: "Answer", reasoning: "", toolCalls: [] },
    usage: {
      inputTokens: 10,
      cacheReadTokens: 0,
      cacheWriteTokens: 0,
      outputTokens: 20,
      reasoningTokens: 0,
      source: "reported",
    },
    cost: {
      billedUsd: "0.0001",
      computedUsd: "0.0001",
      reportedUsd: null,
      lookedUpUsd: null,
      pricePointId: null,
    },
    timing: {
      queuedMs: 0,
      ttftMs: 400,
      firstAnswerMs: 400,
      thinkingMs: null,
      throughputTps: 80,
      endToEndMs: 1000,
      longestStallMs: 20,
      gapP50Ms: 10,
      gapP95Ms: 20,
      attempts: 1,
    },
    attempts: [],
    createdAt: "2026-11-20T00:00:00Z",
    endedAt: "2026-11-20T00:00:01Z",
    ...change,
  };
}

export function aComparison(runs: Run[], change: Partial<Comparison> = {}): Comparison {
  const width = Math.max(...runs.map(({ lane }) => lane)) + 1;
  return {
    id: "comparison",
    owner: "local",
    title: "Prompt",
    instructions: null,
    settings: {},
    lanes: Array.from({ length: width }, (_, lane) => ({
      offer: runs.find((run) => run.lane === lane)?.offer ?? "zai/glm-4.7",
      upstream: null,
      dialect: null,
      settings: {},
    })),
    turns: [{ prompt: "Prompt", runs }],
    createdAt: "2026-11-20T00:00:00Z",
    ...change,
  };
}
