import type { PricePoint } from "@/db/queries/price-points";
import type { Run } from "@/lib/runs/run";
import type { Message } from "@/lib/runs/settings";
import { concludeRun } from "./conclude-run";
import { executeRun } from "./execute-run";
import { log } from "./log";
import type { LanePlan } from "./plan-lane";
import { recordRun } from "./record-run";
import { runHub } from "./run-hub";

/** A run that is in the log and about to be carried out. */
export type PlannedRun = {
  id: string;
  comparisonId: string;
  laneIndex: number;
  plan: LanePlan;
  messages: Message[];
  instructions: string | null;
  prices: readonly PricePoint[];
  queuedAt: number;
  signal: AbortSignal;
};

/** Carries a run out from call to log, publishing as it goes. The server owns it: nobody has to watch, and it never rejects. */
export async function runLane(planned: PlannedRun): Promise<void> {
  const { id, comparisonId, laneIndex: lane, plan } = planned;
  const hub = runHub();
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
    hub.finish(comparisonId, id);
  }
}

async function callLane({ id, comparisonId, laneIndex: lane, ...planned }: PlannedRun): Promise<Run> {
  const { plan, messages, instructions, signal, queuedAt, prices } = planned;
  if (!plan.callable) throw new Error("a refused lane has nothing to call");
  const hub = runHub();
  const tools = plan.lane.settings.tools ?? [];
  const result = await executeRun(
    { plan: plan.callable, messages, instructions, tools, signal, queuedAt },
    (chunk) => hub.publish(comparisonId, { type: "chunk", lane, chunk }),
    (figures) => hub.publish(comparisonId, { type: "metrics", lane, ...figures }),
  );
  const promptText = [
    instructions ?? "",
    ...messages.map(({ content }) => content),
    ...tools.map((tool) => JSON.stringify(tool)),
  ].join("\n");
  const end = concludeRun(
    {
      id,
      plan: plan.callable,
      pinnedUpstream: plan.lane.upstream,
      thinking: plan.lane.settings.thinking,
      promptText,
      signal,
      prices,
      endedAt: new Date(),
    },
    result,
  );
  return recordRun(end);
}

/** A lane that can't be called still has a row, which says why. */
async function refuseLane({ id, comparisonId, laneIndex: lane, plan }: PlannedRun): Promise<Run> {
  if (plan.callable) throw new Error("a callable lane was not refused");
  runHub().publish(comparisonId, {
    type: "chunk",
    lane,
    chunk: { type: "error", errorText: plan.error.message },
  });
  return recordRun({ id, status: "failed", error: plan.error, endedAt: new Date() });
}
