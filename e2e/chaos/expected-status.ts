import type { Run, RunStatus } from "../../lib/runs/run.ts";
import { DATABASE_RESTARTS, type Struck } from "./incidents.ts";
import type { Call } from "./oracle.ts";

/** What may end a run from outside: a person's stop, and what struck the service meanwhile. */
export type Stress = { isStopped: boolean; struck: readonly Struck[] };

/** A provider that refuses every time is asked this often. */
const MOST_ATTEMPTS = 3;
/** Between the end of a call and the end of its run in the log. */
const RECORDED_WITHIN_MS = 5_000;

/** What is wrong with the outcome of a run whose provider was called like this; null when it is as it must be. */
export function statusProblem(key: string, calls: readonly Call[], run: Run, stress: Stress): string | null {
  const call = calls.at(-1);
  const byItself = call ? outcomeOf(call, calls.length) : null;
  const outcome = run.status === "failed" ? `failed, ${run.error?.class}` : run.status;
  if (outcome === byItself || allowedBy(stress, calls).includes(run.status)) return null;
  return `${key}: ${outcome}, but the last of ${calls.length} calls ${call?.end ?? "never came"} (${call?.plan.fate})`;
}

/** How a run ends that nobody but its provider disturbs; null when it can't end like that. */
function outcomeOf({ end, plan }: Call, number: number): string | null {
  switch (end) {
    case "answered":
      return "completed";
    case "refused":
      return number === MOST_ATTEMPTS ? "failed, upstream" : null;
    case "broke":
      return plan.fate === "breaks-midway" ? "failed, network" : null;
    case "left":
      return plan.fate === "goes-silent" ? "failed, timeout" : null;
    case "open":
      return null;
  }
}

function allowedBy({ isStopped, struck }: Stress, calls: readonly Call[]): RunStatus[] {
  const from = calls[0]?.receivedAt ?? 0;
  const until = (calls.at(-1)?.closedAt ?? Number.POSITIVE_INFINITY) + RECORDED_WITHIN_MS;
  const wasEnded = struck.some(
    (incident) => incident.name !== DATABASE_RESTARTS && incident.from < until && incident.until > from,
  );
  const last = calls.at(-1);
  // Stopped between its last word and its usage, a run has been completed all the same.
  const isWhole = last !== undefined && last.sent.length === last.plan.pieces;
  return [
    ...(isStopped ? (["aborted"] as const) : []),
    ...(wasEnded ? (["interrupted"] as const) : []),
    ...(isWhole && (isStopped || wasEnded) ? (["completed"] as const) : []),
  ];
}
