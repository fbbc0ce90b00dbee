/**
 * A run and all it carries, exactly as `GET /api/runs/{id}` shows it: the types follow from what the API promises.
 * Durations are milliseconds, money decimal strings in USD, unknown is null.
 */
import type { z } from "zod";
import type {
  attemptSchema,
  comparisonLaneSchema,
  comparisonSchema,
  costSchema,
  runContentSchema,
  runErrorSchema,
  runSchema,
  runWarningSchema,
  timingSchema,
  toolCallSchema,
  usageSchema,
} from "../api/run-schema";

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

export type RunError = z.infer<typeof runErrorSchema>;
export type RunWarning = z.infer<typeof runWarningSchema>;
export type ToolCall = z.infer<typeof toolCallSchema>;
export type RunContent = z.infer<typeof runContentSchema>;
export type Usage = z.infer<typeof usageSchema>;
export type Cost = z.infer<typeof costSchema>;
export type Timing = z.infer<typeof timingSchema>;
export type Attempt = z.infer<typeof attemptSchema>;
export type Run = z.infer<typeof runSchema>;
export type Lane = z.infer<typeof comparisonLaneSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;

/** Whether nothing more will come. */
export function isTerminal(status: RunStatus): boolean {
  return status !== "queued" && status !== "running";
}
