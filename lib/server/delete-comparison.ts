import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { database } from "@/db/client";
import { deleteComparison, listComparisonIds } from "@/db/queries/comparisons";
import { deleteEntered } from "@/db/queries/delete-owner";
import { AppError, isAppError } from "./app-error";
import { runHub } from "./run-hub";
import { forgetTranscripts } from "./transcripts";

/** A run that is stopped has its end in the log within a second, unless its provider or the database hangs. */
const END_WITHIN_MS = 5_000;

/**
 * Deletes a comparison wherever there is something of it: log, shares, idempotency keys, live stream, transcripts. Runs
 * that still stream are stopped first, and their bill stays in what was spent. An end that waits in the spool finds no
 * row any more and goes, as does the question for a cost.
 *
 * @returns whether there was such a comparison
 * @throws AppError conflict when a run of it can't be ended now
 */
export async function deleteEverywhere(comparisonId: string, owner: string): Promise<boolean> {
  const db = await database();
  let runs = await deleteComparison(db, comparisonId, owner);
  if (runs && runs.open.length > 0) {
    await endRuns(comparisonId, runs.open);
    runs = await deleteComparison(db, comparisonId, owner);
  }
  if (!runs) return false;
  if (runs.open.length > 0) {
    const detail = "A run of it has not ended, and its bill is still to come. Try again in a few seconds.";
    throw new AppError("conflict", detail, { retryAfterSeconds: 5 });
  }
  forgetTranscripts(runs.all);
  await runHub().discard(comparisonId);
  return true;
}

/** Typed out, so that no mistaken request does it. */
export const deleteAllSchema = z.object({ confirm: z.literal("delete everything") });

/** How many ids are looked up at a time. */
const PAGE = 100;

/**
 * Deletes everything that an owner has here: comparisons as above, endpoints, keys and tokens. What was counted
 * anonymously and what was spent stay.
 *
 * @throws AppError conflict when runs of some can't be ended now; all else is deleted then
 */
export async function deleteAllOf(owner: string): Promise<void> {
  const db = await database();
  let conflict: unknown = null;
  let ids = await listComparisonIds(db, owner, { limit: PAGE });
  while (ids.length > 0) {
    for (const id of ids) {
      await deleteEverywhere(id, owner).catch((error: unknown) => {
        if (!isAppError(error)) throw error;
        conflict = error;
      });
    }
    ids = await listComparisonIds(db, owner, { limit: PAGE, cursor: ids.at(-1) });
  }
  await deleteEntered(db, owner);
  if (conflict) throw conflict;
}

/** Stops runs and waits until they have ended, on whichever instance they are. */
async function endRuns(comparisonId: string, runIds: string[]): Promise<void> {
  const hub = runHub();
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const watcher = { next: () => undefined, end: resolve, cut: resolve };
  const leave = await hub.watch(comparisonId, Number.MAX_SAFE_INTEGER, watcher);
  if (!leave) return;
  await Promise.all(runIds.map((runId) => hub.stop(comparisonId, runId)));
  await Promise.race([ended, sleep(END_WITHIN_MS)]);
  leave();
}
