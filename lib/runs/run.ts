/** A run and all it carries, exactly as `GET /api/runs/{id}` shows it. Durations are milliseconds, money decimal strings in USD, unknown is null. */
import type { Dialect } from "../catalog/types";
import type { LaneSettings } from "./settings";

export const RUN_STATUSES = [
  "queued",
  "running",
  "completed",
  "length",
  "filtered",
  "aborted",
  "failed",
  "interrupted",
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const ERROR_CLASSES = [
  "configuration",
  "budget",
  "unknown-offer",
  "auth",
  "rate-limit",
  "overloaded",
  "invalid-request",
  "timeout",
  "network",
  "malformed-stream",
  "upstream",
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

export type RunError = {
  class: ErrorClass;
  /** The provider's own code, else a kebab-case word of ours. */
  code: string | null;
  message: string;
  httpStatus: number | null;
  retryAfterMs: number | null;
};

export type RunWarning = { code: string; message: string };

export type ToolCall = { id: string; name: string; input: unknown; output: unknown; invalid: boolean };

export type RunContent = { text: string; reasoning: string; toolCalls: ToolCall[] };

/** `inputTokens` is the whole prompt, cache reads and writes included; `outputTokens` includes reasoning. */
export type Usage = {
  inputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  /** `reported`: the provider's own count; `estimated`: ours, because the stream ended without one. */
  source: "reported" | "estimated";
};

/** USD decimal strings with 12 decimals. `billed` = looked up, else reported, else computed. */
export type Cost = {
  billedUsd: string | null;
  computedUsd: string | null;
  reportedUsd: string | null;
  lookedUpUsd: string | null;
  pricePointId: string | null;
};

/** What `measurement.md`'s definitions give, all from the server's monotonic clock. */
export type Timing = {
  queuedMs: number | null;
  ttftMs: number | null;
  firstAnswerMs: number | null;
  thinkingMs: number | null;
  /** Tokens per second. */
  throughputTps: number | null;
  endToEndMs: number | null;
  longestStallMs: number | null;
  gapP50Ms: number | null;
  gapP95Ms: number | null;
  /** HTTP attempts inside this run. */
  attempts: number;
};

export type Attempt = { status: number | null; startedAt: string; waitMs: number };

export type Run = {
  id: string;
  comparisonId: string;
  turn: number;
  lane: number;
  /** A person's retries of the same lane and turn, from 1. */
  attempt: number;
  offer: string;
  tier: string;
  provider: string;
  upstream: string | null;
  dialect: Dialect;
  modelId: string;
  simulated: boolean;
  /** As asked. */
  settings: LaneSettings;
  /** The parameters that really went out. */
  sent: Record<string, unknown>;
  status: RunStatus;
  finishReason: string | null;
  warnings: RunWarning[];
  error: RunError | null;
  /** Absent in lists unless asked for. */
  content?: RunContent;
  usage: Usage | null;
  cost: Cost;
  timing: Timing;
  attempts: Attempt[];
  createdAt: string;
  endedAt: string | null;
};

export type Lane = {
  offer: string;
  upstream: string | null;
  dialect: Dialect | null;
  settings: LaneSettings;
};

export type Turn = { prompt: string; runs: Run[] };

export type Comparison = {
  id: string;
  owner: string;
  title: string;
  instructions: string | null;
  settings: LaneSettings;
  lanes: Lane[];
  turns: Turn[];
  createdAt: string;
};

/** Whether nothing more will come. */
export function isTerminal(status: RunStatus): boolean {
  return status !== "queued" && status !== "running";
}
