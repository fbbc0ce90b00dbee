/**
 * Many streams at once, each token alone: what a token costs, what is added to TTFT, and the memory, against the plain
 * AI SDK path under the same load: `npm run build && npm run bench -- streams`.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { exactQuantile } from "../../lib/stats/exact-quantile.ts";
import { freePort } from "../free-port.ts";
import type { PacedStream, WatchedStream } from "./load/paced-stream.ts";
import { startPlain } from "./plain-process.ts";
import { cpuSeconds, peakMegabytes } from "./process-usage.ts";
import { report } from "./report.ts";
import { startServer, waitUntil } from "./server-under-test.ts";

type Load = { streams: number; rate: number; tokens: number; startsASecond: number };
type Subject = { kind: "glimpse" | "plain"; url: string; pid: number };
type Measured = {
  cpuPerToken: number;
  megabytes: number;
  errors: WatchedStream[];
  /** Milliseconds that watching through the server added to the first token, by stream. */
  addedToFirst: number[];
  /** How much longer than the provider's own time a stream took, as a share of it. */
  stretch: number[];
  /** Logged minus true TTFT. */
  loggedError: number[];
};

/** 300 streams against the plain path, then 1,000 slower ones. */
export async function measureManyStreams(): Promise<void> {
  const load: Load = { streams: 300, rate: 40, tokens: 600, startsASecond: 50 };
  const ours = await measureGlimpse(load);
  const plain = await measurePlain(load);
  const name = `${load.streams} streams of ${load.rate} tok/s`;
  const ratio = (ours.cpuPerToken / plain.cpuPerToken).toFixed(2);
  report(
    `${name}: CPU per token`,
    `${ours.cpuPerToken.toFixed(1)} µs, plain AI SDK path ${plain.cpuPerToken.toFixed(1)} µs, ratio ${ratio}`,
    "0.5",
  );
  report(`${name}: peak memory`, `${mb(ours)}, plain ${mb(plain)}`, "600 MB");
  report(
    `${name}: added to TTFT, p50 / p99`,
    `${spread(ours.addedToFirst)}, plain ${spread(plain.addedToFirst)}`,
    "p99 100 ms",
  );
  report(`${name}: TTFT in the log off by, p50 / p99`, spread(ours.loggedError.map(Math.abs)), "30 ms");
  report(`${name}: longer than the provider, p50 / p99`, `${stretch(ours)}, plain ${stretch(plain)}`, "5 %");
  report(`${name}: errors`, String(ours.errors.length), "0");

  const many = await measureGlimpse({ streams: 999, rate: 20, tokens: 400, startsASecond: 50 });
  report("999 streams of 20 tok/s: errors", String(many.errors.length), "0");
  report("999 streams of 20 tok/s: longer than the provider, p50 / p99", stretch(many), "5 %");
  report("999 streams of 20 tok/s: added to TTFT, p50 / p99", spread(many.addedToFirst), "—");
  report("999 streams of 20 tok/s: peak memory", mb(many), "—");
}

async function measureGlimpse(load: Load): Promise<Measured> {
  const upstream = await startUpstream(load);
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-load-"));
  const server = await startServer(upstream.url, dataDir);
  try {
    return await measure({ kind: "glimpse", ...server }, load, upstream.url);
  } finally {
    await server.stop();
    upstream.child.kill();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measurePlain(load: Load): Promise<Measured> {
  const upstream = await startUpstream(load);
  const plain = await startPlain(`${upstream.url}/zai`);
  try {
    return await measure({ kind: "plain", ...plain }, load, upstream.url);
  } finally {
    plain.child.kill();
    upstream.child.kill();
  }
}

async function measure(subject: Subject, load: Load, upstreamUrl: string): Promise<Measured> {
  // What is compiled on first use is not what a token costs.
  await watchStreams(subject, { ...load, streams: 3 });
  const before = cpuSeconds(subject.pid);
  const watched = await watchStreams(subject, load);
  const cpu = cpuSeconds(subject.pid) - before;
  const paced: PacedStream[] = await (await fetch(`${upstreamUrl}/report`)).json();
  const result: Measured = {
    cpuPerToken: (cpu * 1e6) / (load.streams * load.tokens),
    megabytes: peakMegabytes(subject.pid),
    errors: watched.filter(
      ({ error, logged }) => error !== null || (logged && logged.status !== "completed"),
    ),
    addedToFirst: [],
    stretch: [],
    loggedError: [],
  };
  for (const lane of watched) compare(lane, paced, result);
  for (const { error } of result.errors.slice(0, 3)) console.error(`  ${subject.kind}: ${error}`);
  return result;
}

/** The lane's own stream at the provider is known by its prompt and, among the lanes of a comparison, by its first token. */
function compare(lane: WatchedStream, paced: readonly PacedStream[], result: Measured): void {
  const candidates = paced.filter(({ prompt }) => prompt === lane.prompt);
  const stream = lane.logged ? candidates.find((candidate) => isOf(candidate, lane)) : candidates[0];
  if (!stream || lane.firstAt === null || lane.endedAt === null) return;
  result.addedToFirst.push(lane.firstAt - stream.firstAt);
  const providersMs = stream.lastAt - stream.receivedAt;
  result.stretch.push((lane.endedAt - stream.receivedAt) / providersMs - 1);
  if (lane.logged?.ttftMs != null)
    result.loggedError.push(lane.logged.ttftMs - (stream.firstAt - stream.receivedAt));
}

function isOf({ path, model }: PacedStream, { logged }: WatchedStream): boolean {
  const [provider = "", tier = ""] = logged?.offer.split("/") ?? [];
  return path.startsWith(`/${provider}/`) && model.endsWith(tier);
}

async function startUpstream({ rate, tokens }: Load): Promise<{ url: string; child: ChildProcess }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const parameters = ["--port", String(port), "--rate", String(rate), "--tokens", String(tokens)];
  const child = spawn(process.execPath, ["e2e/bench/load/paced-upstream.ts", ...parameters], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  await waitUntil(async () => (await fetch(`${url}/report`)).ok, "the paced upstream");
  return { url, child };
}

async function watchStreams({ kind, url }: Subject, load: Load): Promise<WatchedStream[]> {
  const parameters = ["--url", url, "--kind", kind, "--streams", String(load.streams)];
  const child = spawn(
    process.execPath,
    ["e2e/bench/load/watch-streams.ts", ...parameters, "--per-second", String(load.startsASecond)],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(child, "exit");
  const printed = await text(child.stdout);
  await ended;
  return JSON.parse(printed);
}

function spread(values: readonly number[]): string {
  return `${exactQuantile(values, 0.5)?.toFixed(1)} / ${exactQuantile(values, 0.99)?.toFixed(1)} ms`;
}

function stretch({ stretch }: Measured): string {
  const percent = (q: number) => ((exactQuantile(stretch, q) ?? Number.NaN) * 100).toFixed(1);
  return `${percent(0.5)} / ${percent(0.99)} %`;
}

function mb({ megabytes }: Measured): string {
  return `${megabytes.toFixed(0)} MB`;
}
