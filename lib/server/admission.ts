import { AppError } from "./app-error";
import { env } from "./env";
import { withinLimits } from "./limits/live-places";
import { runHub } from "./run-hub";
import { startQueue } from "./start-queue";

/** A burst that is longer than this to begin is better told to come back. */
const LONGEST_START_WAIT_MS = 4_000;
/** Runs last for seconds to minutes: some will have ended by then. */
const RETRY_AFTER_SECONDS = 5;

/**
 * Does what writes and launches `runs` runs, if there is room for all of them, so that those that run keep their speed,
 * and if whoever asks for them may have so many.
 *
 * @throws AppError overloaded, shutting-down, rate-limited, database-unavailable, before anything is done
 */
export async function admitted<T>(runs: number, launch: () => Promise<T>): Promise<T> {
  const hub = runHub();
  const isFull = hub.startingRuns + hub.liveRuns + runs > env().GLIMPSE_MAX_CONCURRENT_RUNS;
  if (isFull || startQueue().expectedWaitMs(hub.startingRuns) > LONGEST_START_WAIT_MS) {
    throw new AppError(
      "overloaded",
      "The server has all it can do. Nothing was started; try again shortly.",
      { retryAfterSeconds: RETRY_AFTER_SECONDS },
    );
  }
  const endStart = hub.beginStart(runs);
  try {
    return await withinLimits(runs, launch);
  } finally {
    endStart();
  }
}
