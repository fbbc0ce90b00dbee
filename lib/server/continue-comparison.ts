import { z } from "zod";
import type { Database } from "@/db/client";
import { insertTurn, readComparison } from "@/db/queries/comparisons";
import { listCurrentPricePoints } from "@/db/queries/price-points";
import { type Comparison, isTerminal } from "@/lib/runs/run";
import { admitted } from "./admission";
import { AppError } from "./app-error";
import { dayLimits } from "./budget/day-limits";
import { withinBudget } from "./budget/within-budget";
import type { Caller } from "./caller";
import { conversationBefore } from "./lane-conversation";
import {
  inserted,
  type Launch,
  launchRuns,
  newLaunch,
  openForRuns,
  type StartedTurn,
  stillStreaming,
} from "./launch-runs";
import { currentClient } from "./limits/current-client";
import { planLane } from "./plan-lane";
import { runHub } from "./run-hub";

export const nextTurnSchema = z.object({
  prompt: z.string().refine((prompt) => prompt.trim() !== "", "must not be empty"),
  /** Which lanes answer; absent: all. */
  lanes: z.array(z.int().min(0)).min(1).optional(),
});
export type NextTurn = z.infer<typeof nextTurnSchema>;

/**
 * The next turn of a comparison, in all its lanes or in some, each with its own conversation so far.
 *
 * @throws AppError not-found; invalid-body for a lane that does not exist; conflict while a lane is still streaming, or
 * when two turns come at once; shutting-down; database-unavailable; overloaded
 */
export async function continueComparison(id: string, body: NextTurn, caller: Caller): Promise<StartedTurn> {
  const queuedAt = performance.now();
  const db = await openForRuns();
  const comparison = await readComparison(db, id, caller.owner);
  if (!comparison) throw new AppError("not-found", "There is no such comparison.");
  if (comparison.turns.some(({ runs }) => runs.some(({ status }) => !isTerminal(status))))
    throw stillStreaming();
  const chosen = new Set(body.lanes ?? comparison.lanes.keys());
  const missing = [...chosen].find((lane) => !comparison.lanes[lane]);
  if (missing !== undefined) throw new AppError("invalid-body", `lanes: there is no lane ${missing}.`);

  return admitted(chosen.size, () => launchTurn(db, comparison, { body, chosen, caller, queuedAt }));
}

async function launchTurn(
  db: Database,
  comparison: Comparison,
  {
    body,
    chosen,
    caller,
    queuedAt,
  }: { body: NextTurn; chosen: ReadonlySet<number>; caller: Caller; queuedAt: number },
): Promise<StartedTurn> {
  const { id } = comparison;
  const turn = comparison.turns.length;
  const place = { owner: caller.owner, comparisonId: id, turn, attempt: 1, createdAt: new Date() };
  const prices = await listCurrentPricePoints(db);
  const limits = await dayLimits(caller.owner, currentClient()?.address ?? null, place.createdAt);
  const launches: Launch[] = [];
  for (const [index, lane] of comparison.lanes.entries()) {
    if (!chosen.has(index)) continue;
    const plan = await planLane(lane, { caller, isLaterTurn: true });
    const before = await conversationBefore(db, id, index, turn);
    const input = {
      messages: [...before, { role: "user" as const, content: body.prompt }],
      instructions: comparison.instructions,
      prices,
      queuedAt,
    };
    launches.push(newLaunch(plan, { ...place, lane: index }, input, limits));
  }
  const newTurn = {
    comparisonId: id,
    position: turn,
    prompt: body.prompt,
    history: [],
    createdAt: place.createdAt,
  };
  const rows = launches.map(({ row }) => row);
  const overBudget = await inserted(id, rows, () => insertTurn(db, newTurn, rows, limits));
  if (!overBudget) throw stillStreaming();
  const hub = runHub();
  await hub.open(id, Date.now() - Date.parse(comparison.createdAt));
  const afterEventId = await hub.lastEventId(id);
  launchRuns(id, turn, withinBudget(launches, overBudget));
  return { comparisonId: id, afterEventId };
}
