import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { RunEnd } from "@/db/queries/finish-runs";
import { finishedRun } from "@/db/queries/map-run";
import type { NewRun } from "@/db/queries/runs";
import type { Run } from "@/lib/runs/run";
import { isDatabaseAway } from "./database-watch";
import { env } from "./env";
import { instance } from "./instance";
import { log } from "./log";
import { flushForsakenSpools, flushSpoolFile } from "./spool/flush-spool";
import { Spool } from "./spool/spool";
import { writeEnds } from "./write-ends";

/** Ends that are written in one transaction: with one each, the disk's syncs would be the limit. */
const BATCH = 50;
/** When what lies in the spool is tried again, or an end that neither the database nor the disk took. */
const TRY_AGAIN_MS = 1_000;

type Recorder = {
  waiting: { end: RunEnd; resolve: () => void }[];
  isWriting: boolean;
  spool: Spool;
  hasSpooled: boolean;
  nextFlush: NodeJS.Timeout | null;
};

const RECORDER = Symbol.for("glimpse.recorder");
const shared = globalThis as { [RECORDER]?: Recorder };

function recorder(): Recorder {
  shared[RECORDER] ??= {
    waiting: [],
    isWriting: false,
    spool: new Spool(join(spoolFolder(), instance)),
    hasSpooled: false,
    nextFlush: null,
  };
  return shared[RECORDER];
}

function spoolFolder(): string {
  return join(resolve(/* turbopackIgnore: true */ env().GLIMPSE_DATA_DIR), "spool");
}

/**
 * Completes a run: in the log, or while the database is away in a file on the disk, from where it gets there later,
 * exactly once. Never rejects.
 *
 * @param row as it was inserted
 * @returns the finished run
 */
export async function recordRun(row: NewRun, end: RunEnd): Promise<Run> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const state = recorder();
  state.waiting.push({ end, resolve });
  if (!state.isWriting) void keepAll(state);
  await promise;
  return finishedRun(row, end);
}

/** Writes what previous instances left in the data folder. @throws what stands in the way, as `writeEnds` does */
export async function recordForsaken(): Promise<void> {
  const runs = await flushForsakenSpools(spoolFolder(), writeEnds);
  if (runs > 0) log.info({ runs }, "wrote ends of runs that an earlier instance had kept on the disk");
}

/** Gives the spool back. What lies in it is written at the next start. */
export async function closeRecorder(): Promise<void> {
  const state = shared[RECORDER];
  if (!state) return;
  shared[RECORDER] = undefined;
  if (state.nextFlush) clearTimeout(state.nextFlush);
  await state.spool.close();
}

/** What ends while others are written is written next, together. */
async function keepAll(state: Recorder): Promise<void> {
  state.isWriting = true;
  while (state.waiting.length > 0) {
    const batch = state.waiting.splice(0, BATCH);
    await keep(
      state,
      batch.map(({ end }) => end),
    );
    for (const { resolve } of batch) resolve();
  }
  state.isWriting = false;
}

async function keep(state: Recorder, ends: RunEnd[]): Promise<void> {
  for (;;) {
    try {
      if (!isDatabaseAway()) return await writeEnds(ends);
    } catch (error) {
      log.warn({ err: error, runs: ends.length }, "ends of runs could not be written; they go to the spool");
    }
    try {
      await Promise.all(ends.map((end) => state.spool.append(end)));
      state.hasSpooled = true;
      flushLater(state);
      return;
    } catch (error) {
      log.error({ err: error, runs: ends.length }, "ends of runs could not be kept on the disk either");
    }
    await sleep(TRY_AGAIN_MS);
  }
}

/** Tries until the spool is empty; while the database is known to be away it is not asked. */
function flushLater(state: Recorder): void {
  state.nextFlush ??= setTimeout(async () => {
    if (!isDatabaseAway()) await flush(state);
    state.nextFlush = null;
    if (state.hasSpooled && shared[RECORDER] === state) flushLater(state);
  }, TRY_AGAIN_MS).unref();
}

async function flush(state: Recorder): Promise<void> {
  state.hasSpooled = false; // an end that is spooled from here on says so again
  try {
    let runs = 0;
    for (const path of await state.spool.seal()) runs += await flushSpoolFile(path, writeEnds);
    log.info({ runs }, "wrote ends of runs that were kept on the disk");
  } catch (error) {
    state.hasSpooled = true;
    log.warn({ err: error }, "ends of runs stay on the disk");
  }
}
