import { database } from "@/db/client";
import { deleteComparisonsBefore } from "@/db/queries/retention";
import { env } from "../env";
import { deleteInBatches } from "./delete-in-batches";
import type { Job } from "./job";

const DAY_MS = 24 * 3_600_000;
const BATCH = 20;

/** Deletes comparisons that are older than `GLIMPSE_RETENTION_DAYS`, every hour; without the setting they stay. */
export const retention: Job = {
  name: "retention",
  queue: { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 3_000 },
  pollSeconds: 300,
  schedule: {
    cron: () => (env().GLIMPSE_RETENTION_DAYS === undefined ? null : "23 * * * *"),
    missed: "once",
  },
  async run(_data, signal) {
    const days = env().GLIMPSE_RETENTION_DAYS;
    if (days === undefined) return;
    const before = new Date(Date.now() - days * DAY_MS);
    const db = await database();
    await deleteInBatches("retention", signal, () => deleteComparisonsBefore(db, before, BATCH));
  },
};
