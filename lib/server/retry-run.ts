import { insertRun, readComparison } from "@/db/queries/comparisons";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import { readRun } from "@/db/queries/runs";
import type { ConversationMessage } from "@/lib/runs/conversation";
import { admitted } from "./admission";
import { AppError } from "./app-error";
import { dayLimits } from "./budget/day-limits";
import { withinBudget } from "./budget/within-budget";
import type { Caller } from "./caller";
import { conversationBefore } from "./lane-conversation";
import {
  inserted,
  launchRuns,
  newLaunch,
  openForRuns,
  type StartedTurn,
  stillStreaming,
} from "./launch-runs";
import { currentClient } from "./limits/current-client";
import { planLane } from "./plan-lane";
import { runHub } from "./run-hub";

/**
 * Runs a lane's turn again: a new run beside the old one, `attempt` + 1.
 *
 * @throws AppError not-found; conflict when the run is still streaming; shutting-down;
 * database-unavailable; overloaded
 */
export async function retryRun(runId: string, caller: Caller): Promise<StartedTurn> {
  return admitted(1, () => launchRetry(runId, caller));
}

async function launchRetry(runId: string, caller: Caller): Promise<StartedTurn> {
  const queuedAt = performance.now();
  const { owner } = caller;
  const db = await openForRuns();
  const run = await readRun(db, owner, runId);
  const comparison = run && (await readComparison(db, run.comparisonId, owner));
  const lane = run && comparison?.lanes[run.lane];
  const turn = run && comparison?.turns[run.turn];
  if (!run || !comparison || !lane || !turn) throw new AppError("not-found", "There is no such run.");
  const attempts = turn.runs.filter((other) => other.lane === run.lane);
  if (attempts.some(({ status }) => status === "running" || status === "queued")) {
    throw stillStreaming();
  }
  const before = await conversationBefore(db, comparison.id, run.lane, run.turn);
  const messages: ConversationMessage[] = [...before, { role: "user", content: turn.prompt }];
  const prices = await listCurrentPricePoints(db);
  const plan = await planLane(lane, { caller, isLaterTurn: run.turn > 0 });
  const place = { owner, comparisonId: comparison.id, turn: run.turn, lane: run.lane, createdAt: new Date() };
  const attempt = Math.max(...attempts.map((other) => other.attempt)) + 1;
  const { instructions } = comparison;
  const limits = await dayLimits(owner, currentClient()?.address ?? null, place.createdAt);
  const launch = newLaunch(plan, { ...place, attempt }, { messages, instructions, prices, queuedAt }, limits);
  const overBudget = await inserted(comparison.id, [launch.row], () => insertRun(db, launch.row, limits));
  if (!overBudget) throw stillStreaming();
  const hub = runHub();
  await hub.open(comparison.id, Date.now() - Date.parse(comparison.createdAt));
  const afterEventId = await hub.lastEventId(comparison.id);
  launchRuns(comparison.id, run.turn, withinBudget([launch], overBudget));
  return { comparisonId: comparison.id, afterEventId };
}
