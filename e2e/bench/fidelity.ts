/** How true Glimpse's figures are, against an upstream that keeps its own clock. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { type RawUpstream, startRawUpstream } from "../upstream/raw-upstream.ts";
import { type Handler, pace } from "../upstream/script.ts";
import { zaiFrames } from "../upstream/zai-frames.ts";
import { fillLog } from "./fill-log.ts";
import { report } from "./report.ts";
import { type ServerUnderTest, startServer } from "./server-under-test.ts";
import { type Received, startComparison } from "./start-comparison.ts";

const usage = { inputTokens: 1000, outputTokens: 200, reasoningTokens: 60, cachedTokens: 300 };
const parts = {
  model: "glm-4.7",
  reasoning: Array.from({ length: 30 }, (_, index) => `r${index} 漢`),
  text: Array.from({ length: 70 }, (_, index) => `t${index} é\n`),
  usage,
};
const after =
  (firstAfterMs: number, streamMs: number): Handler =>
  () => ({ frames: pace(zaiFrames(parts), firstAfterMs, streamMs) });

/** A server on its own data, its providers at an upstream whose clock is right. */
type Bench = { upstream: RawUpstream; server: ServerUnderTest; dataDir: string };

export async function measureFidelity(): Promise<void> {
  const upstream = await startRawUpstream();
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-bench-"));
  const bench: Bench = { upstream, dataDir, server: await startServer(upstream.url, dataDir) };
  try {
    await ttftError(bench, "first run of the process", 1);
    await ttftError(bench, "quiet, 20 runs", 20);
    await firstEventSpread(bench, 3);
    await firstEventSpread(bench, 12);
    await exactness(bench);
    await gapsWhileTheLogIsSearched(bench);
  } finally {
    await bench.server.stop();
    await upstream.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** What Glimpse logged as TTFT against first write − request received, by the upstream's clock. */
async function ttftError({ upstream, server }: Bench, name: string, runs: number): Promise<void> {
  upstream.respondWith(after(120, 200));
  const errors: number[] = [];
  for (let index = 0; index < runs; index++) {
    const { runs: logged } = await startComparison(server.url, [{ offer: "zai/glm-4.7" }]);
    const request = upstream.requests.length - 1;
    const firstWrite = upstream.writes.find((write) => write.request === request)?.at ?? Number.NaN;
    const receivedAt = upstream.requests[request]?.receivedAt ?? Number.NaN;
    errors.push(Math.abs((logged[0]?.timing.ttftMs ?? Number.NaN) - (firstWrite - receivedAt)));
  }
  report(
    `TTFT error, ${name}`,
    `max ${ms(Math.max(...errors))}, mean ${ms(errors.reduce((a, b) => a + b) / runs)}`,
    "10 ms",
  );
}

/** Lanes against a server that answers at once: from the first lane's first delta to the last lane's. */
async function firstEventSpread({ upstream, server }: Bench, lanes: number): Promise<void> {
  upstream.respondWith(after(0, 300));
  const spreads: number[] = [];
  for (let index = 0; index < 10; index++) {
    const { received } = await startComparison(server.url, Array(lanes).fill({ offer: "zai/glm-4.7" }));
    const firstOf = (lane: number) => received.find(isDeltaOf(lane))?.at ?? Number.NaN;
    const firsts = Array.from({ length: lanes }, (_, lane) => firstOf(lane));
    spreads.push(Math.max(...firsts) - Math.min(...firsts));
  }
  report(
    `first events of ${lanes} lanes, apart`,
    `median ${ms(median(spreads))}, max ${ms(Math.max(...spreads))}`,
    "20 ms",
  );
}

async function exactness({ upstream, server }: Bench): Promise<void> {
  upstream.respondWith(after(5, 200));
  const { runs } = await startComparison(server.url, [{ offer: "zai/glm-4.7" }]);
  const run = runs[0];
  const isExact =
    run?.content?.text === parts.text.join("") && run.content.reasoning === parts.reasoning.join("");
  report("text and reasoning as sent", String(isExact), "true");
  // 700 × 0.60 + 300 × 0.11 + 200 × 2.20 picodollars × 10⁶
  report("cost", String(run?.cost.computedUsd), "0.000893000000");
}

/** The largest gap between a lane's events, alone and while 20,000 rows are searched and exported. */
async function gapsWhileTheLogIsSearched(bench: Bench): Promise<void> {
  const { upstream, dataDir } = bench;
  await bench.server.stop();
  await fillLog(dataDir, 20_000);
  bench.server = await startServer(upstream.url, dataDir);
  const { url } = bench.server;
  upstream.respondWith(after(50, 6_000));
  const largestGap = async () => {
    const { runs } = await startComparison(url, [{ offer: "zai/glm-4.7" }]);
    return runs[0]?.timing.longestStallMs ?? Number.NaN;
  };
  const alone = await largestGap();
  // In a process of its own: what the load's answers cost to read must not hold up the upstream's writes here.
  const load = spawn(process.execPath, ["e2e/bench/log-load.ts", url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const withLoad = await largestGap();
  load.kill("SIGTERM");
  const searches = (await text(load.stdout)).trim();
  report(
    `largest gap in a lane: alone ${ms(alone)}, during an export and ${searches} searches of 20,000 runs`,
    ms(withLoad),
    ms(alone + 30),
  );
}

function isDeltaOf(lane: number) {
  return ({ event }: Received) =>
    event.type === "chunk" &&
    event.lane === lane &&
    ["text-delta", "reasoning-delta"].includes(event.chunk.type);
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
