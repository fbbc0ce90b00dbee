import { database } from "@/db/client";
import { finishRuns, type RunEnd } from "@/db/queries/finish-runs";
import { isDatabaseFault, sqlStateOf } from "./database-fault";
import { watched } from "./database-watch";
import { log } from "./log";

/**
 * Writes ends of runs into the log, all in one transaction. One that can never be written, because its row was deleted
 * or Postgres refuses its values, is logged and given up, so that it does not stand in the way of the others.
 *
 * @throws what may pass: the database is away, its disk is full
 */
export async function writeEnds(ends: RunEnd[]): Promise<void> {
  try {
    const { missing } = await watched(database().then((db) => finishRuns(db, ends)));
    for (const run of missing) log.warn({ run }, "a run that ended is not in the log any more");
  } catch (error) {
    if (mayPass(error)) throw error;
    const [first, ...others] = ends;
    if (first && others.length === 0)
      log.error({ err: error, run: first.id }, "the end of a run can't be written");
    else for (const end of ends) await writeEnds([end]);
  }
}

/** SQLSTATE classes 22 (a value) and 23 (a constraint) blame the data; what is no error of Postgres's is our own fault. */
function mayPass(error: unknown): boolean {
  if (isDatabaseFault(error)) return true;
  const state = sqlStateOf(error);
  return state !== null && !/^2[23]/.test(state);
}
