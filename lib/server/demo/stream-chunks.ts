import type { ServerResponse } from "node:http";
import { calculateDelay } from "@copilotkit/aimock";
import { JITTER, type Pace } from "./tiers";
import { wait } from "./wait";
import type { ZaiChunk } from "./zai-wire";

/** Milliseconds until chunk `index` is due after the one before it. */
export function chunkDelayMs(index: number, tokens: number, { ttftMs, tokensPerSecond }: Pace): number {
  const chunksPerSecond = tokens > 0 ? tokensPerSecond / tokens : Number.POSITIVE_INFINITY;
  return calculateDelay(index, { ttft: ttftMs, tps: chunksPerSecond, jitter: JITTER });
}

/**
 * Writes chunks as SSE frames, spread over time as a model at this pace would. Delays add up on a clock of their own,
 * so that late timers on a busy machine don't slow the stream down.
 * @returns whether all of them have gone out; not so once `signal` fires
 */
export async function streamChunks(
  response: ServerResponse,
  chunks: ZaiChunk[],
  pace: Pace,
  signal: AbortSignal,
): Promise<boolean> {
  response.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
  });
  let dueAt = performance.now();
  for (const [index, { tokens, data }] of chunks.entries()) {
    dueAt += chunkDelayMs(index, tokens, pace);
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await wait(waitMs, signal);
    if (signal.aborted) return false;
    const frame = `data: ${JSON.stringify(data)}\n\n`;
    // Should the stream be broken off next, this has been said.
    await new Promise<void>((resolve) => response.write(frame, () => resolve()));
  }
  return true;
}
