/**
 * Starts streams at a steady rate, watches them to their ends and prints what it saw as JSON: `WatchedStream[]`.
 * A process of its own, so that what watching costs is not counted as the server's.
 */
import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { createParser } from "eventsource-parser";
import type { StreamEvent } from "../../../lib/runs/events.ts";
import type { WatchedStream } from "./paced-stream.ts";

const { values } = parseArgs({
  options: {
    url: { type: "string" },
    kind: { type: "string" },
    streams: { type: "string" },
    "per-second": { type: "string" },
  },
});
const LANES = 3;
const OFFERS = ["zai/glm-4.6", "zai/glm-4.7", "openrouter/glm-4.7"];
const streams = Number(values.streams);
const isPlain = values.kind === "plain";
const lanesARequest = isPlain ? 1 : LANES;
const requests = Math.ceil(streams / lanesARequest);
const everyMs = (1000 * lanesARequest) / Number(values["per-second"]);

const startedAt = performance.now();
const watched: Promise<WatchedStream[]>[] = [];
for (let index = 0; index < requests; index++) {
  await sleep(Math.max(0, startedAt + index * everyMs - performance.now()));
  watched.push(watch(`Benchmark ${crypto.randomUUID()}`));
}
console.log(JSON.stringify((await Promise.all(watched)).flat()));

function watch(prompt: string): Promise<WatchedStream[]> {
  const lanes = Array.from(
    { length: lanesARequest },
    (): WatchedStream => ({
      prompt,
      startedAt: now(),
      firstAt: null,
      lastAt: null,
      endedAt: null,
      characters: 0,
      error: null,
      logged: null,
    }),
  );
  const parser = createParser({
    onEvent: ({ data }) => {
      if (data === "[DONE]") return;
      if (isPlain) onChunk(lanes[0], JSON.parse(data));
      else onEvent(lanes, JSON.parse(data));
    },
  });
  const body = isPlain
    ? prompt
    : JSON.stringify({ prompt, lanes: OFFERS.slice(0, lanesARequest).map((offer) => ({ offer })) });
  const { promise, resolve } = Promise.withResolvers<WatchedStream[]>();
  const fail = (error: string) => {
    for (const lane of lanes) lane.error ??= error;
    resolve(lanes);
  };
  const path = isPlain ? "/" : "/api/comparisons";
  request(`${values.url}${path}`, { method: "POST", headers: { "content-type": "application/json" } })
    .on("error", (error) => fail(error.message))
    .on("response", (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        fail(`status ${response.statusCode}`);
        return;
      }
      response.setEncoding("utf8");
      response.on("data", (text: string) => parser.feed(text));
      response.on("error", (error) => fail(error.message));
      response.on("end", () => {
        for (const lane of lanes) lane.endedAt ??= now();
        resolve(lanes);
      });
    })
    .end(body);
  return promise;
}

function onEvent(lanes: WatchedStream[], event: StreamEvent): void {
  if (event.type === "chunk") onChunk(lanes[event.lane], event.chunk);
  const lane = event.type === "run" ? lanes[event.lane] : undefined;
  if (event.type !== "run" || !lane) return;
  const { offer, status, error, timing } = event.run;
  lane.endedAt = now();
  lane.logged = {
    offer,
    status,
    queuedMs: timing.queuedMs,
    ttftMs: timing.ttftMs,
    endToEndMs: timing.endToEndMs,
  };
  if (error) lane.error = error.message;
}

function onChunk(
  lane: WatchedStream | undefined,
  chunk: { type: string; delta?: unknown; errorText?: unknown },
): void {
  if (!lane) return;
  if (chunk.type === "error") lane.error = String(chunk.errorText);
  if (chunk.type !== "text-delta" || typeof chunk.delta !== "string") return;
  lane.lastAt = now();
  lane.firstAt ??= lane.lastAt;
  lane.characters += chunk.delta.length;
}

/** Milliseconds that can be compared between the processes of one machine. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
