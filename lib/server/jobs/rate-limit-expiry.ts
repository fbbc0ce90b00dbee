import { database } from "@/db/client";
import { deleteExpiredLimits } from "@/db/queries/rate-limits";
import type { Job } from "./job";

/** Forgets who was counted for limits, and from where, once it counts no more. */
export const rateLimitExpiry: Job = {
  name: "rate-limit-expiry",
  queue: { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 3_000 },
  pollSeconds: 300,
  schedule: { cron: () => "*/10 * * * *", missed: "skip" },
  async run() {
    await deleteExpiredLimits(await database());
  },
};
