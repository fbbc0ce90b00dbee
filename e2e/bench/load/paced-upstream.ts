/**
 * A provider under load: every request gets `--tokens` tokens at `--rate` a second, each in a write of its own, and
 * the clock of this process keeps when. A process of its own, so that nothing else delays its writes.
 * `GET /report` gives the `PacedStream`s so far.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { encodeFrame } from "../../upstream/script.ts";
import { zaiFrames } from "../../upstream/zai-frames.ts";
import type { PacedStream } from "./paced-stream.ts";

const { values } = parseArgs({
  options: { port: { type: "string" }, rate: { type: "string" }, tokens: { type: "string" } },
});
const rate = Number(values.rate);
const tokens = Number(values.tokens);
const FIRST_AFTER_MS = 300;

const words = Array.from({ length: tokens }, (_, index) => ` word${index % 100}`);
const usage = { inputTokens: 10, outputTokens: tokens, reasoningTokens: 0 };
const frames = zaiFrames({ model: "glm-4.7", text: words, usage }).map(encodeFrame);
const streams: PacedStream[] = [];

createServer((request, response) => {
  if (request.method === "GET") response.end(JSON.stringify(streams));
  else void answer(request, response);
}).listen(Number(values.port), "127.0.0.1");

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  request.socket.setNoDelay(true);
  const body = await text(request);
  const prompt = /Benchmark [\w-]+/.exec(body)?.[0] ?? "";
  const model = String(JSON.parse(body).model);
  const stream: PacedStream = {
    prompt,
    path: request.url ?? "",
    model,
    receivedAt: now(),
    firstAt: 0,
    lastAt: 0,
  };
  streams.push(stream);
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.flushHeaders();
  await sleep(FIRST_AFTER_MS);
  const startedAt = performance.now();
  for (const [index, frame] of frames.entries()) {
    // By the clock and not by the timer's last firing: the pace must not drift with this process's load.
    const waitMs = startedAt + (Math.min(index, tokens - 1) * 1000) / rate - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    if (response.destroyed) return;
    stream.lastAt = now();
    stream.firstAt ||= stream.lastAt;
    response.write(frame);
  }
  response.end();
}

/** Milliseconds that can be compared between the processes of one machine. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
