import { log } from "../log";

/** Deletes batch after batch, each on its own, so that nobody waits long for the database, until one finds nothing. */
export async function deleteInBatches(
  job: string,
  signal: AbortSignal,
  deleteBatch: () => Promise<number>,
): Promise<void> {
  let deleted = 0;
  for (let batch = -1; batch !== 0 && !signal.aborted; deleted += batch) batch = await deleteBatch();
  if (deleted > 0) log.info({ job, deleted }, "deleted what was too old");
}
