import { randomUUID } from "node:crypto";
import type { EndpointTest } from "@/lib/catalog/custom-endpoint";
import { emptyContent, executeRun, type RunResult } from "./execute-run";
import type { CallablePlan } from "./plan-lane";
import { FlushClock } from "./providers/flush-clock";

/** Small enough to cost nothing, and as much as the servers want at least that refuse less. */
export const TEST_OUTPUT_TOKENS = 16;
const TIME_LIMIT_MS = 30_000;

/**
 * Makes one small call, as a lane would, and says what came back. Nothing is logged, counted or priced.
 *
 * @param signal ends it early
 */
export async function tryCall(plan: CallablePlan, signal: AbortSignal): Promise<EndpointTest> {
  const timeout = AbortSignal.timeout(TIME_LIMIT_MS);
  const result = await executeRun(
    {
      // Not a run of the log: nobody asks for its transcript.
      runId: randomUUID(),
      plan,
      messages: [{ role: "user", content: "Say hello." }],
      instructions: null,
      tools: [],
      signal: AbortSignal.any([signal, timeout]),
      content: emptyContent(),
      clock: new FlushClock(),
      queuedAt: performance.now(),
    },
    () => undefined,
    () => undefined,
  );
  const error = errorOf(result, timeout.aborted);
  return {
    ok: error === null,
    httpStatus: result.observation.attempts.at(-1)?.status ?? null,
    ttftMs: result.meter.timing(null).ttftMs,
    modelId: result.observation.servedModel ?? plan.modelId,
    text: result.content.text,
    reasoning: result.content.reasoning,
    error,
  };
}

/** A test that made no call. */
export function untriedCall(modelId: string, error: NonNullable<EndpointTest["error"]>): EndpointTest {
  return { ok: false, httpStatus: null, ttftMs: null, text: "", reasoning: "", modelId, error };
}

function errorOf({ observation, sdkError }: RunResult, timedOut: boolean): EndpointTest["error"] {
  const { failure, finishReason } = observation;
  if (failure) return { class: failure.class, code: failure.code, message: failure.message };
  if (finishReason !== null) return null;
  if (timedOut) {
    const message = `The server did not finish within ${TIME_LIMIT_MS / 1000} s. It may still be loading the model.`;
    return { class: "timeout", code: "test-timeout", message };
  }
  return {
    class: "malformed-stream",
    code: "no-finish",
    message: sdkError ?? "The server's stream ended unfinished.",
  };
}
