/**
 * Whether a lane that goes silent for half a minute disturbs the others: the 99th percentile of the gaps between the
 * other lanes' deltas, as they reach the browser, with and without the silence.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startRawUpstream } from "../upstream/raw-upstream.ts";
import { byModel, type Frame, pace } from "../upstream/script.ts";
import { zaiFrames } from "../upstream/zai-frames.ts";
import { report } from "./report.ts";
import { startServer } from "./server-under-test.ts";
import { startComparison } from "./start-comparison.ts";

const STALL_MS = 30_000;
const STREAM_MS = 36_000;
const DELTAS_A_SECOND = 40;
const ROUNDS = 3;
const OFFERS = ["zai/glm-4.6", "zai/glm-4.7", "zai/glm-4.7-flashx"];

/** Measures on two servers at once, so that whatever else the machine does disturbs both alike. */
export async function measureStall(): Promise<void> {
  const [quiet, stalled] = await Promise.all([startOne(0), startOne(STALL_MS)]);
  const gaps: { quiet: number[]; stalled: number[] } = { quiet: [], stalled: [] };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const [inQuiet, inStalled] = await Promise.all([quiet.gapsMs(), stalled.gapsMs()]);
      gaps.quiet.push(...inQuiet);
      gaps.stalled.push(...inStalled);
    }
  } finally {
    await Promise.all([quiet.end(), stalled.end()]);
  }
  const alone = p99(gaps.quiet);
  const beside = p99(gaps.stalled);
  report(
    `p99 of the gaps in a lane: alone ${alone.toFixed(1)} ms, beside a lane that is silent for 30 s`,
    `${beside.toFixed(1)} ms, ${((100 * (beside - alone)) / alone).toFixed(1)} %`,
    "at most 10 % more",
  );
}

/** A server and its upstream, where the first of three lanes falls silent for `stallMs` after a second. */
async function startOne(stallMs: number) {
  const upstream = await startRawUpstream();
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-bench-"));
  const server = await startServer(upstream.url, dataDir);
  const steady = framesFor(STREAM_MS);
  const first = framesFor(STREAM_MS - stallMs);
  const stalled = first.with(DELTAS_A_SECOND, { ...first[DELTAS_A_SECOND], afterMs: stallMs });
  upstream.respondWith(
    byModel({
      "glm-4.6": { frames: stallMs > 0 ? stalled : first },
      "glm-4.7": { frames: steady },
      "glm-4.7-flashx": { frames: steady },
    }),
  );
  return {
    gapsMs: () => otherLanesGapsMs(server.url),
    async end() {
      await server.stop();
      await upstream.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The gaps between the deltas of the second and third of three lanes. */
async function otherLanesGapsMs(url: string): Promise<number[]> {
  const { received, runs } = await startComparison(
    url,
    OFFERS.map((offer) => ({ offer })),
  );
  if (runs.some(({ status }) => status !== "completed")) throw new Error("a lane did not complete");
  return [1, 2].flatMap((lane) => {
    const arrivals = received.filter(
      ({ event }) => event.type === "chunk" && event.lane === lane && event.chunk.type === "text-delta",
    );
    return arrivals.slice(1).map(({ at }, index) => at - (arrivals[index]?.at ?? at));
  });
}

function p99(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}

function framesFor(streamMs: number): Frame[] {
  const text = Array.from({ length: (streamMs / 1_000) * DELTAS_A_SECOND }, (_, index) => ` word${index}`);
  const usage = { inputTokens: 10, outputTokens: text.length };
  return pace(zaiFrames({ model: "any", text, usage }), 50, streamMs);
}
