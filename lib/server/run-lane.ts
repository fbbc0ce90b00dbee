import { database } from "@/db/client";
import type { PricePoint } from "@/db/queries/price-points";
import { markRunning, type NewRun } from "@/db/queries/runs";
import type { ConversationMessage } from "@/lib/runs/conversation";
import type { Run, RunWarning } from "@/lib/runs/run";
import { keepCheckpoints } from "./checkpoints";
import { concludeRun } from "./conclude-run";
import { promptTextOf } from "./estimate-usage";
import { emptyContent, executeRun, unsentResult } from "./execute-run";
import { lookUpCostLater } from "./jobs/cost-look-up";
import { log } from "./log";
import { runBegan, runEnded } from "./observe-run";
import type { CallablePlan, LanePlan } from "./plan-lane";
import { mayQueue, slotLimitsOf } from "./providers/concurrency-limits";
import { addressOf } from "./providers/endpoint";
import type { FlushClock } from "./providers/flush-clock";
import { countAnswered, isAnswered, type WireObservation } from "./providers/wire-observation";
import { recordRun } from "./record-run";
import { runHub } from "./run-hub";
import { withSlot } from "./slots";

/** A run that is in the log and about to be carried out. */
export type PlannedRun = {
  id: string;
  comparisonId: string;
  laneIndex: number;
  /** As it was inserted. */
  row: NewRun;
  plan: LanePlan;
  messages: ConversationMessage[];
  instructions: string | null;
  prices: readonly PricePoint[];
  queuedAt: number;
  signal: AbortSignal;
  clock: FlushClock;
};

/** Carries a run out from call to log, publishing as it goes. The server owns it: nobody has to watch, and it never rejects. */
export async function runLane(planned: PlannedRun): Promise<void> {
  const { id, comparisonId, laneIndex: lane, plan } = planned;
  const hub = runHub();
  const runOver = runBegan(planned.row);
  try {
    const run = plan.callable ? await callLane(planned) : await refuseLane(planned);
    hub.publish(comparisonId, { type: "run", lane, run });
  } catch (error) {
    // The row stays `running` and becomes `interrupted` at the next start; watchers must not wait for that.
    log.error({ err: error, run: id }, "the end of a run could not be recorded");
    const errorText =
      "The run ended, but the database did not take its result. Reload later to see what was kept.";
    hub.publish(comparisonId, { type: "chunk", lane, chunk: { type: "error", errorText } });
  } finally {
    runOver();
    hub.finish(comparisonId, id);
  }
}

async function callLane(planned: PlannedRun): Promise<Run> {
  const { id, comparisonId, laneIndex: lane, plan, messages, signal, clock, queuedAt, prices } = planned;
  if (!plan.callable) throw new Error("a refused lane has nothing to call");
  const hub = runHub();
  const { settings, upstream: pinnedUpstream } = plan.lane;
  const tools = settings.tools ?? [];
  const { instructions, warnings } = instructionsFor(plan.callable, planned);
  const content = emptyContent();
  const input = {
    runId: id,
    plan: plan.callable,
    messages,
    instructions,
    tools,
    content,
    signal,
    clock,
    queuedAt,
  };
  const called = await inTurn(plan.callable, planned, async () => {
    const endCheckpoints = keepCheckpoints(id, content);
    const result = await executeRun(
      input,
      (chunk) => hub.publish(comparisonId, { type: "chunk", lane, chunk }),
      (figures) => hub.publish(comparisonId, { type: "metrics", lane, ...figures }),
    );
    endCheckpoints();
    return result;
  });
  const result = called ?? unsentResult(input);
  const context = {
    id,
    plan: { ...plan.callable, warnings: [...plan.callable.warnings, ...warnings] },
    pinnedUpstream,
    thinking: settings.thinking,
    webSearch: settings.webSearch ?? false,
    promptText: promptTextOf(instructions, messages, tools),
    signal,
    prices,
    endedAt: new Date(),
  };
  const run = await recordRun(planned.row, concludeRun(context, result));
  const { servedModel } = result.observation;
  runEnded(run, { servedModel, baseUrl: addressOf(plan.callable.provider).baseUrl });
  // A job has no visitor's key, and whoever owns another one is told nothing.
  const canLookUp = plan.callable.adapter.costLookUpPath && plan.callable.keySource !== "session";
  if (canLookUp) lookUpCostLater(id, generationsOf(result.observation));
  return run;
}

/** The ids of all answers of a run, which have its cost together; none where one is unknown. */
function generationsOf(observation: WireObservation): string[] {
  const ids = observation.generationIds.filter((_id, attempt) => isAnswered(observation, attempt));
  return ids.length === countAnswered(observation) ? ids : [];
}

/** Calls when the provider has room, and says so in the log; null when the run was stopped before that. */
async function inTurn<T>(
  plan: CallablePlan,
  { id, signal }: PlannedRun,
  call: () => Promise<T>,
): Promise<T | null> {
  if (signal.aborted) return null;
  if (!mayQueue(plan)) return call();
  return withSlot(await slotLimitsOf(plan), signal, async () => {
    try {
      await markRunning(await database(), id);
    } catch (error) {
      log.warn(
        { err: error, run: id },
        "a run that goes out is still queued in the log; its end will say more",
      );
    }
    return call();
  });
}

/** The instructions that are sent: the person's, or neutral ones to a provider that would otherwise send its own. */
function instructionsFor(
  { adapter, provider }: CallablePlan,
  { instructions, messages }: PlannedRun,
): { instructions: string | null; warnings: RunWarning[] } {
  const neutral = adapter.neutralInstructions;
  if (instructions !== null || !neutral || messages.some(({ role }) => role === "system")) {
    return { instructions, warnings: [] };
  }
  const message = `"${neutral}" was sent as instructions, because ${provider.name} would add its own where there are none.`;
  return { instructions: neutral, warnings: [{ code: "neutral-instructions", message }] };
}

/** A lane that can't be called still has a row, which says why. */
async function refuseLane({ id, comparisonId, laneIndex: lane, row, plan }: PlannedRun): Promise<Run> {
  if (plan.callable) throw new Error("a callable lane was not refused");
  runHub().publish(comparisonId, {
    type: "chunk",
    lane,
    chunk: { type: "error", errorText: plan.error.message },
  });
  const run = await recordRun(row, { id, status: "failed", error: plan.error, endedAt: new Date() });
  runEnded(run, null);
  return run;
}
