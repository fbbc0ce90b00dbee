import { setTimeout as sleep } from "node:timers/promises";
import { database } from "@/db/client";
import { readComparison } from "@/db/queries/comparisons";
import type { StreamEvent } from "@/lib/runs/events";
import { type Comparison, isTerminal } from "@/lib/runs/run";
import { AppError } from "./app-error";
import { eventStream, streamHeaders } from "./event-stream";

/** How long a comparison that was just written may take to become live: its first caller is between two lines. */
const TRIES = 100;
const TRY_EVERY_MS = 50;

/**
 * The stream of a comparison that was started before: live where it still is, else its `turn` and `run` events.
 *
 * @throws AppError not-found when it was deleted meanwhile; stream-unavailable while it is neither live nor over, as
 * when its instance died: its runs are ended within half a minute
 */
export async function replayComparison(comparisonId: string, owner: string): Promise<Response> {
  for (let tries = 0; tries < TRIES; tries++) {
    const live = await eventStream({ comparisonId, afterEventId: 0 });
    if (live) return live;
    const comparison = await readComparison(await database(), comparisonId, owner);
    if (!comparison) throw new AppError("not-found", "The comparison that this key started was deleted.");
    if (comparison.turns.every(({ runs }) => runs.every(({ status }) => isTerminal(status))))
      return replay(comparison);
    await sleep(TRY_EVERY_MS);
  }
  const detail = "What this key started can't be watched yet. Try again in a moment.";
  throw new AppError("stream-unavailable", detail, { retryAfterSeconds: 2 });
}

function replay({ id: comparisonId, turns }: Comparison): Response {
  const events = turns.flatMap(({ runs }, turn): StreamEvent[] => [
    { type: "turn", comparisonId, turn, runs: runs.map(({ lane, id, offer }) => ({ lane, id, offer })) },
    ...runs.map((run): StreamEvent => ({ type: "run", lane: run.lane, run })),
  ]);
  const frames = events.map((event, index) => `id: ${index + 1}\ndata: ${JSON.stringify(event)}\n\n`);
  return new Response(`${frames.join("")}data: [DONE]\n\n`, { headers: streamHeaders(comparisonId) });
}
