import { database } from "@/db/client";
import { deleteComparisonsBefore } from "@/db/queries/retention";
import { readRetention } from "../retention-days";
import { deleteInBatches } from "./delete-in-batches";
import type { Job } from "./job";

const DAY_MS = 24 * 3_600_000;
const BATCH = 20;

/** Deletes comparisons that are older than the operator wants them, every hour; without that setting they stay. */
export const retention: Job = {
  name: "retention",
  queue: { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 3_000 },
  pollSeconds: 300,
  // Always: Settings can set it at any time.
  schedule: { cron: () => "23 * * * *", missed: "once" },
  async run(_data, signal) {
    const db = await database();
    const { days } = await readRetention(db);
    if (days === null) return;
    const before = new Date(Date.now() - days * DAY_MS);
    await deleteInBatches("retention", signal, () => deleteComparisonsBefore(db, before, BATCH));
  },
};
