/**
 * Server CPU per token against the plain AI SDK path, on a provider that answers in large bursts. Both get the same
 * streams in processes of their own; what they burn is read from the system. Linux only.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { startRawUpstream } from "../upstream/raw-upstream.ts";
import { encodeFrame, type Frame } from "../upstream/script.ts";
import { zaiFrames } from "../upstream/zai-frames.ts";
import { freePort, startServer, waitUntil } from "./server-under-test.ts";
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

/** Seconds of CPU that a process has used so far, user and system. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function microsecondsPerToken(pid: number, round: () => Promise<void>): Promise<number> {
  await round(); // What is compiled on first use is not what a token costs.
  const before = cpuSeconds(pid);
  for (let index = 0; index < ROUNDS; index++) await round();
  return ((cpuSeconds(pid) - before) * 1e6) / (ROUNDS * LANES * TOKENS);
}

/** Prints both figures and their ratio. */
export async function measureCpu(dataDir: string): Promise<void> {
  if (!existsSync("/proc/self/stat")) {
    console.log("CPU per token: not measured, this system has no /proc");
    return;
  }
  const upstream = await startRawUpstream();
  upstream.respondWith({ frames: burstyFrames() });
  const glimpse = await startServer(upstream.url, dataDir);
  const ours = await microsecondsPerToken(glimpse.pid, async () => {
    await startComparison(glimpse.url, Array(LANES).fill({ offer: "zai/glm-4.7" }));
  });
  await glimpse.stop();
  const plain = await startPlain(`${upstream.url}/zai`);
  const theirs = await microsecondsPerToken(plain.pid, async () => {
    const lanes = Array.from({ length: LANES }, async () => (await fetch(plain.url)).text());
    await Promise.all(lanes);
  });
  plain.child.kill("SIGTERM");
  await upstream.close();
  const ratio = (ours / theirs).toFixed(2);
  console.log(
    `CPU per token, large bursts: ${ours.toFixed(1)} µs, plain AI SDK path ${theirs.toFixed(1)} µs, ratio ${ratio} (asked: 0.25)`,
  );
}

async function startPlain(upstreamUrl: string): Promise<{ url: string; pid: number; child: ChildProcess }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["e2e/bench/plain-server.ts", "--port", String(port), "--upstream", upstreamUrl],
    {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  await waitUntil(async () => (await fetch(url)).ok, "the plain server");
  if (child.pid === undefined) throw new Error("the plain server has no pid");
  return { url, pid: child.pid, child };
}
