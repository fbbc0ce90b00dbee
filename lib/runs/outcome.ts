import type { ErrorClass, RunStatus } from "./run";

/** How a run that reached its end without an error is called, by the provider's own finish reason. */
export function statusOfFinish(rawFinishReason: string): RunStatus {
  return FINISH_STATUS.get(rawFinishReason) ?? "completed";
}

/** Z.ai's own words are documented at docs.z.ai (2026-08); the others of chat-completions are OpenAI's, which everyone else uses. */
const FINISH_STATUS = new Map<string, RunStatus>(
  Object.entries({
    stop: "completed",
    tool_calls: "completed",
    function_call: "completed",
    length: "length",
    model_context_window_exceeded: "length",
    content_filter: "filtered",
    sensitive: "filtered",
    network_error: "failed",
    error: "failed",
    // Responses: its two ends, and why an answer is incomplete.
    completed: "completed",
    incomplete: "length",
    max_output_tokens: "length",
    // Messages.
    end_turn: "completed",
    stop_sequence: "completed",
    tool_use: "completed",
    pause_turn: "completed",
    max_tokens: "length",
    refusal: "filtered",
  }),
);

/** Whether `statusOfFinish` knows the word; an unknown one is worth a warning. */
export function isKnownFinish(rawFinishReason: string): boolean {
  return FINISH_STATUS.has(rawFinishReason);
}

/** The class of an HTTP status that a provider refused with. */
export function errorClassOfStatus(httpStatus: number): ErrorClass {
  if (httpStatus === 401 || httpStatus === 402 || httpStatus === 403) return "auth";
  if (httpStatus === 429) return "rate-limit";
  if (httpStatus === 408 || httpStatus === 504 || httpStatus === 524) return "timeout";
  if (httpStatus === 503 || httpStatus === 529) return "overloaded";
  if (httpStatus >= 400 && httpStatus < 500) return "invalid-request";
  return "upstream";
}

export type AvailabilityOutcome = "available" | "unavailable" | "rate-limited";

const UNAVAILABLE: ReadonlySet<ErrorClass> = new Set([
  "overloaded",
  "timeout",
  "network",
  "malformed-stream",
  "upstream",
]);

/** What a run counts as in availability; null for those in neither (ours, the person's or the request's own fault). */
export function availabilityOf(status: RunStatus, errorClass: ErrorClass | null): AvailabilityOutcome | null {
  if (status === "completed" || status === "length" || status === "filtered") return "available";
  if (status !== "failed" || errorClass === null) return null;
  if (errorClass === "rate-limit") return "rate-limited";
  return UNAVAILABLE.has(errorClass) ? "unavailable" : null;
}
