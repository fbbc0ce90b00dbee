import { openedDatabase } from "@/db/client";
import { sqlExecutor } from "@/db/sql-executor";
import { costLookUp } from "./cost-look-up";
import { JobEngine } from "./job-engine";
import { sharedEngine } from "./shared-engine";

/** Begins to do this server's jobs, in the background. */
export function startJobs(): void {
  const execute = sqlExecutor(async () => (await openedDatabase()).sql);
  sharedEngine().engine ??= new JobEngine(execute, [costLookUp]);
}

/** Ends them within some 2 s; before the database is closed, and after the last run has ended. */
export async function stopJobs(): Promise<void> {
  const shared = sharedEngine();
  await shared.engine?.stop();
  shared.engine = null;
}
