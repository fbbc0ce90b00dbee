/**
 * Server CPU per token against the plain AI SDK path, on a provider that answers in large bursts. Both get the same
 * streams in processes of their own; what they burn is read from the system. Linux only.
 */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRawUpstream } from "../upstream/raw-upstream.ts";
import { encodeFrame, type Frame } from "../upstream/script.ts";
import { zaiFrames } from "../upstream/zai-frames.ts";
import { startPlain } from "./plain-process.ts";
import { cpuSeconds } from "./process-usage.ts";
import { report } from "./report.ts";
import { startServer } from "./server-under-test.ts";
import { startComparison } from "./start-comparison.ts";

const TOKENS = 6_000;
const TOKENS_A_BURST = 300;
const LANES = 6;
const ROUNDS = 5;

/** A stream of `TOKENS` deltas, sent `TOKENS_A_BURST` at a time. */
function burstyFrames(): Frame[] {
  const text = Array.from({ length: TOKENS }, (_, index) => ` word${index % 100}`);
  const usage = { inputTokens: 10, outputTokens: TOKENS, reasoningTokens: 0 };
  const lines = zaiFrames({ model: "glm-4.7", text, usage }).map(encodeFrame);
  const bursts: Frame[] = [];
  for (let at = 0; at < lines.length; at += TOKENS_A_BURST) {
    bursts.push({ afterMs: 20, raw: lines.slice(at, at + TOKENS_A_BURST).join("") });
  }
  return bursts;
}

async function microsecondsPerToken(pid: number, round: () => Promise<void>): Promise<number> {
  await round(); // What is compiled on first use is not what a token costs.
  const before = cpuSeconds(pid);
  for (let index = 0; index < ROUNDS; index++) await round();
  return ((cpuSeconds(pid) - before) * 1e6) / (ROUNDS * LANES * TOKENS);
}

/** Prints both figures and their ratio. */
export async function measureCpu(): Promise<void> {
  if (!existsSync("/proc/self/stat")) {
    console.log("CPU per token: not measured, this system has no /proc");
    return;
  }
  const upstream = await startRawUpstream();
  upstream.respondWith({ frames: burstyFrames() });
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-bench-"));
  const glimpse = await startServer(upstream.url, dataDir);
  const ours = await microsecondsPerToken(glimpse.pid, async () => {
    await startComparison(glimpse.url, Array(LANES).fill({ offer: "zai/glm-4.7" }));
  });
  await glimpse.stop();
  await rm(dataDir, { recursive: true, force: true });
  const plain = await startPlain(`${upstream.url}/zai`);
  const theirs = await microsecondsPerToken(plain.pid, async () => {
    const lanes = Array.from({ length: LANES }, async () => (await fetch(plain.url)).text());
    await Promise.all(lanes);
  });
  plain.child.kill("SIGTERM");
  await upstream.close();
  const ratio = (ours / theirs).toFixed(2);
  report(
    "CPU per token, large bursts",
    `${ours.toFixed(1)} µs, plain AI SDK path ${theirs.toFixed(1)} µs, ratio ${ratio}`,
    "0.25",
  );
}
