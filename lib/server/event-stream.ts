import { BodyWatcher } from "./body-watcher";
import type { StartedTurn } from "./launch-runs";
import { runHub } from "./run-hub";

/**
 * A comparison's live events as `text/event-stream`: what came after `afterEventId`, then what comes, `[DONE]` last.
 * Null when nothing is live. A watcher that leaves stops nothing.
 *
 * @throws AppError where it can't be known at the moment what is live
 */
export async function eventStream({ comparisonId, afterEventId }: StartedTurn): Promise<Response | null> {
  const watcher = new BodyWatcher();
  const leave = await runHub().watch(comparisonId, afterEventId, watcher);
  if (!leave) return null;
  watcher.joined(leave);
  return new Response(watcher.body, { headers: streamHeaders(comparisonId) });
}

export function streamHeaders(comparisonId: string): Record<string, string> {
  return {
    "content-type": "text/event-stream; charset=utf-8",
    // Without this Next would gzip the stream, and hold it back meanwhile.
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
    "x-comparison-id": comparisonId,
  };
}

/** `eventStream` for a turn that was started just now, which is live however soon its lanes fail. */
export async function requiredStream(started: StartedTurn): Promise<Response> {
  const response = await eventStream(started);
  if (!response) throw new Error(`comparison ${started.comparisonId} ended before it could be watched`);
  return response;
}
