import { openedDatabase } from "@/db/client";
import { sqlExecutor } from "@/db/sql-executor";
import { bucketCompaction } from "./bucket-compaction";
import { costLookUp } from "./cost-look-up";
import { idempotencyExpiry } from "./idempotency-expiry";
import { JobEngine } from "./job-engine";
import { priceRefresh } from "./price-refresh";
import { rateLimitExpiry } from "./rate-limit-expiry";
import { retention } from "./retention";
import { sharedEngine } from "./shared-engine";

/** Begins to do this server's jobs, in the background. */
export function startJobs(): void {
  const execute = sqlExecutor(async () => (await openedDatabase()).sql);
  const jobs = [costLookUp, priceRefresh, retention, bucketCompaction, idempotencyExpiry, rateLimitExpiry];
  sharedEngine().engine ??= new JobEngine(execute, jobs);
}

/** Ends them within some 2 s; before the database is closed, and after the last run has ended. */
export async function stopJobs(): Promise<void> {
  const shared = sharedEngine();
  await shared.engine?.stop();
  shared.engine = null;
}
