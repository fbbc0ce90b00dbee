import { database } from "@/db/client";
import { finishRun, type RunEnd } from "@/db/queries/runs";
import type { Run } from "@/lib/runs/run";
import { log } from "./log";

/** Waits between tries to write the end of a run, in ms: a database that restarts is back within them. */
const WAITS = [100, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000];

/** Completes a run's row, trying again while the database is away. Writing the same end twice changes nothing. */
export async function recordRun(end: RunEnd): Promise<Run> {
  for (const waitMs of WAITS) {
    try {
      return await finishRun(await database(), end);
    } catch (error) {
      log.error({ err: error, run: end.id, waitMs }, "could not record the end of a run; trying again");
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }
  return finishRun(await database(), end);
}
