import { setTimeout as later } from "node:timers/promises";
import { AppError } from "./app-error";
import { env } from "./env";
import { withinLimits } from "./limits/live-places";
import { runHub } from "./run-hub";
import { startQueue } from "./start-queue";

/** A burst that is longer than this to begin is better told to come back. */
const LONGEST_START_WAIT_MS = 4_000;
/** Runs last for seconds to minutes: some will have ended by then. */
const RETRY_AFTER_SECONDS = 5;

/** What was admitted and is not registered yet: how many runs, and the starts that they are of. */
type Admission = { starting: number; starts: Set<Promise<unknown>> };

const SHARED = Symbol.for("glimpse.admission");

/** The process's one count: Next loads this module several times. */
function counts(): Admission {
  const holder = globalThis as { [SHARED]?: Admission };
  holder[SHARED] ??= { starting: 0, starts: new Set() };
  return holder[SHARED];
}

/**
 * Does what writes and launches `runs` runs, if there is room for all of them, so that those that run keep their speed,
 * and if whoever asks for them may have so many.
 *
 * @throws AppError overloaded, rate-limited, database-unavailable, before anything is done
 */
export async function admitted<T>(runs: number, launch: () => Promise<T>): Promise<T> {
  const now = counts();
  const isFull = now.starting + runHub().liveRuns + runs > env().GLIMPSE_MAX_CONCURRENT_RUNS;
  if (isFull || startQueue().expectedWaitMs(now.starting) > LONGEST_START_WAIT_MS) {
    throw new AppError(
      "overloaded",
      "The server has all it can do. Nothing was started; try again shortly.",
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
  }
  const start = withinLimits(runs, launch);
  now.starting += runs;
  now.starts.add(start);
  try {
    return await start;
  } finally {
    now.starting -= runs;
    now.starts.delete(start);
  }
}

/** Resolves when all that was admitted is registered or has failed, at the latest after `ms`. */
export async function untilStarted(ms: number): Promise<void> {
  await Promise.race([Promise.allSettled(counts().starts), later(ms, undefined, { ref: false })]);
}
