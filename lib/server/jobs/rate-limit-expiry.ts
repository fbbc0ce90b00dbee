import { database } from "@/db/client";
import { deleteBudgetDays } from "@/db/queries/budget";
import { deleteExpiredLimits } from "@/db/queries/rate-limits";
import { utcDay } from "../read-spend";
import type { Job } from "./job";

/** No run goes on for so long. */
const KEEP_BUDGET_DAYS_MS = 7 * 24 * 3_600_000;

/** Forgets who was counted for limits, and from where, once it counts no more. */
export const rateLimitExpiry: Job = {
  name: "rate-limit-expiry",
  queue: { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 3_000 },
  pollSeconds: 300,
  schedule: { cron: () => "*/10 * * * *", missed: "skip" },
  async run() {
    const db = await database();
    await deleteExpiredLimits(db);
    await deleteBudgetDays(db, utcDay(new Date(Date.now() - KEEP_BUDGET_DAYS_MS)));
  },
};
