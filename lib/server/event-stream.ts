import type { StartedTurn } from "./launch-runs";
import { runHub } from "./run-hub";

const PING_MS = 15_000;
const encoder = new TextEncoder();

/**
 * A comparison's live events as `text/event-stream`: what came after `afterEventId`, then what comes, `[DONE]` last.
 * Null when nothing is live. A watcher that leaves stops nothing.
 */
export function eventStream({ comparisonId, afterEventId }: StartedTurn): Response | null {
  let leave: (() => void) | null = null;
  let ping: NodeJS.Timeout | null = null;
  const close = () => {
    if (ping) clearInterval(ping);
    leave?.();
  };
  let isLive = true;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      leave = runHub().watch(comparisonId, afterEventId, {
        next: ({ text }) => write(text),
        end: () => {
          close();
          write("data: [DONE]\n\n");
          controller.close();
        },
      });
      isLive = leave !== null;
      if (isLive) ping = setInterval(() => write(": ping\n\n"), PING_MS);
    },
    cancel: close,
  });
  if (!isLive) return null;
  return new Response(stream, { headers: streamHeaders(comparisonId) });
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
export function requiredStream(started: StartedTurn): Response {
  const response = eventStream(started);
  if (!response) throw new Error(`comparison ${started.comparisonId} ended before it could be watched`);
  return response;
}
