import { database } from "@/db/client";
import { deleteOldestHourBefore } from "@/db/queries/retention";
import { deleteInBatches } from "./delete-in-batches";
import type { Job } from "./job";

/** The longest window of the latency tables is 30 days, and begins within an hour. */
const KEEP_MS = 32 * 24 * 3_600_000;

/** Deletes counts by the hour that no window reaches any more. Those by the day stay. */
export const bucketCompaction: Job = {
  name: "bucket-compaction",
  queue: { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 3_000 },
  pollSeconds: 300,
  schedule: { cron: () => "41 3 * * *", missed: "once" },
  async run(_data, signal) {
    const before = new Date(Date.now() - KEEP_MS);
    const db = await database();
    await deleteInBatches("bucket-compaction", signal, () => deleteOldestHourBefore(db, before));
  },
};
