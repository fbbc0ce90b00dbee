import { database } from "@/db/client";
import { KEEP_KEY_MS } from "@/db/queries/comparisons";
import { deleteIdempotencyKeysBefore } from "@/db/queries/retention";
import type { Job } from "./job";

/** Deletes every `Idempotency-Key` that is not remembered any more. */
export const idempotencyExpiry: Job = {
  name: "idempotency-expiry",
  queue: { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 3_000 },
  pollSeconds: 300,
  schedule: { cron: () => "11 * * * *", missed: "once" },
  async run() {
    await deleteIdempotencyKeysBefore(await database(), new Date(Date.now() - KEEP_KEY_MS));
  },
};
