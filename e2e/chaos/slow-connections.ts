/**
 * `npm run chaos:slow -- --connections 2000`: what clients notice who ask like anybody while thousands of connections
 * only hold on. Needs a build. On 127.0.0.1 alone, for a minute.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { peakMegabytes } from "../bench/process-usage.ts";
import { report } from "../bench/report.ts";
import { startServer } from "../bench/server-under-test.ts";
import { startRawUpstream } from "../upstream/raw-upstream.ts";
import { pace } from "../upstream/script.ts";
import { zaiFrames } from "../upstream/zai-frames.ts";
import { holdOn, type SlowConnection } from "./hold-on.ts";

const { values } = parseArgs({ options: { connections: { type: "string", default: "2000" } } });
const connections = Number(values.connections);
const HOLD_MS = 60_000;
const ASK_EVERY_MS = 50;
const TOKENS_A_SECOND = 40;
const PATHS = ["/api/catalog", "/api/comparisons", "/api/prices"];

const upstream = await startRawUpstream();
const dataDir = await mkdtemp(join(tmpdir(), "glimpse-slow-"));
const server = await startServer(upstream.url, dataDir);
let isGood = false;
try {
  const before = await askFor(5_000);
  const slow = await holdOn(Number(new URL(server.url).port), connections, await startLong());
  const during = await askFor(HOLD_MS);
  isGood = tell(before, during, slow);
  for (const { socket } of slow) socket.destroy();
} finally {
  await server.stop();
  await upstream.close();
  await rm(dataDir, { recursive: true });
}
process.exit(isGood ? 0 : 1);

/** Starts a comparison that streams for longer than all this takes; gives its id. */
async function startLong(): Promise<string> {
  const seconds = (2 * HOLD_MS) / 1_000;
  const text = Array.from({ length: seconds * TOKENS_A_SECOND }, (_, index) => ` word${index}`);
  upstream.respondWith({ frames: pace(zaiFrames({ model: "glm-4.7", text }), 0, seconds * 1_000) });
  const response = await fetch(`${server.url}/api/comparisons`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ prompt: "Go on", lanes: [{ offer: "zai/glm-4.7" }] }),
  });
  await response.body?.cancel();
  return response.headers.get("x-comparison-id") ?? "";
}

/** Asks, one request after the other, as a person's pages do; gives how long each answer took, in milliseconds, sorted. */
async function askFor(ms: number): Promise<number[]> {
  const tookMs: number[] = [];
  for (const until = performance.now() + ms; performance.now() < until; await sleep(ASK_EVERY_MS)) {
    const askedAt = performance.now();
    const response = await fetch(`${server.url}${PATHS[tookMs.length % PATHS.length]}`);
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
    tookMs.push(performance.now() - askedAt);
  }
  return tookMs.sort((a, b) => a - b);
}

function tell(before: number[], during: number[], slow: SlowConnection[]): boolean {
  const p99 = quantile(during, 0.99);
  const bodies = openFor(slow, "body");
  const headers = openFor(slow, "headers");
  const figures = (tookMs: number[]) =>
    `p50 ${quantile(tookMs, 0.5).toFixed(1)} ms, p99 ${quantile(tookMs, 0.99).toFixed(1)} ms of ${tookMs.length}`;
  report("ordinary requests, nothing else", figures(before), "-");
  report(`beside ${connections} slow connections`, figures(during), "p99 under 500 ms");
  report(`${bodies.count} bodies of a byte a second`, bodies.words, "all closed within 30 s");
  report(`${headers.count} headers of a byte a second`, headers.words, "-");
  report(
    `${openFor(slow, "answer").count} watchers that read nothing`,
    "an answer of 40 tokens a second",
    "-",
  );
  report("the server's memory at its peak", `${peakMegabytes(server.pid).toFixed(0)} MB`, "-");
  return p99 < 500 && bodies.longestMs < 30_000;
}

function openFor(slow: SlowConnection[], kind: SlowConnection["kind"]) {
  const ofKind = slow.filter((one) => one.kind === kind);
  const openMs = ofKind.map(({ openedAt, closedAt }) => (closedAt ?? Number.POSITIVE_INFINITY) - openedAt);
  const longestMs = Math.max(...openMs);
  const left = ofKind.filter(({ closedAt }) => closedAt === null).length;
  const words = left > 0 ? `${left} still open` : `closed after ${(longestMs / 1000).toFixed(1)} s at most`;
  return { count: ofKind.length, longestMs, words };
}

function quantile(sorted: number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
