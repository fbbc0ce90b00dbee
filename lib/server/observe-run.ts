import type { NewRun } from "@/db/queries/runs";
import type { Run } from "@/lib/runs/run";
import { log } from "./log";
import { type Call, telemetry } from "./telemetry/telemetry";

/** Tells the process log and telemetry that a run begins; gives how to tell that it is over, which must be told. */
export function runBegan({ id, comparisonId, offer }: NewRun): () => void {
  log.info({ run: id, comparison: comparisonId, offer }, "run began");
  const observer = telemetry();
  observer?.runBegan();
  return () => observer?.runOver();
}

/**
 * Tells them what became of a run, never what was said in it: an error's message may quote the prompt.
 *
 * @param call null when it was never called
 */
export function runEnded(run: Run, call: Call | null): void {
  const { id, offer, status, error, usage, timing, cost } = run;
  const facts = {
    run: id,
    offer,
    status,
    ...(error ? { error: error.class, code: error.code, httpStatus: error.httpStatus } : {}),
    attempts: timing.attempts,
    ttftMs: timing.ttftMs,
    endToEndMs: timing.endToEndMs,
    outputTokens: usage?.outputTokens ?? null,
    billedUsd: cost.billedUsd,
  };
  log[status === "failed" ? "warn" : "info"](facts, "run ended");
  if (call && run.attempts.length > 0) telemetry()?.recordCall(run, call);
}
