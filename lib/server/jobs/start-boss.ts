import type { ConstructorOptions, PgBoss } from "pg-boss";
import type { SqlExecutor } from "@/db/sql-executor";
import { log } from "../log";
import { doJob } from "./do-job";
import type { Job } from "./job";

/**
 * As seldom as it may be, for an idle server should leave its database alone. Cron needs a look every 45 s; what bounds
 * the rest is how late a killed server's job may be noticed: 5 minutes.
 */
const PACE = {
  cronMonitorIntervalSeconds: 45,
  cronWorkerIntervalSeconds: 45,
  superviseIntervalSeconds: 300,
  monitorIntervalSeconds: 300,
  maintenanceIntervalSeconds: 3_600,
  queueCacheIntervalSeconds: 600,
  bamIntervalSeconds: 600,
  flowIntervalSeconds: 3_600,
  monitorVacuum: false,
} satisfies ConstructorOptions;

/** How many jobs of one queue an instance does at a time. */
const AT_A_TIME = 20;

/**
 * Brings the schema `pgboss` up to date, which several may do at once, and begins to do these jobs.
 *
 * @throws what the database throws; nothing is left running then
 */
export async function startBoss(executeSql: SqlExecutor, jobs: readonly Job[]): Promise<PgBoss> {
  // Not at the top: the start of the server need not wait for reading the package.
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({ ...PACE, db: { executeSql } });
  // While the database is away, every look at it ends here; the first one that succeeds ends it.
  boss.on("error", ({ message }) => log.warn({ reason: message }, "jobs: the database did not answer"));
  boss.on("warning", ({ message, data }) => log.warn({ data }, message));
  try {
    await boss.start();
    for (const job of jobs) await takeOn(boss, job);
    return boss;
  } catch (error) {
    await boss.stop({ graceful: false, close: false });
    throw error;
  }
}

async function takeOn(boss: PgBoss, job: Job): Promise<void> {
  const { name, queue, pollSeconds, schedule } = job;
  // What is due by the clock is never due twice at once, however long it takes.
  await boss.createQueue(name, { ...queue, policy: schedule ? "exclusive" : "standard" });
  await boss.updateQueue(name, queue); // an older version may have created it otherwise
  if (schedule) await keepSchedule(boss, name, schedule);
  await boss.work<unknown>(
    name,
    {
      pollingIntervalSeconds: pollSeconds,
      batchSize: AT_A_TIME,
      burstWhenBatchFull: true,
      perJobResults: true,
    },
    (tasks) => Promise.all(tasks.map((task) => doJob(job, task))),
  );
}

async function keepSchedule(
  boss: PgBoss,
  name: string,
  schedule: NonNullable<Job["schedule"]>,
): Promise<void> {
  const known = await boss.getSchedule(name);
  const cron = schedule.cron(known?.cron ?? null);
  if (cron === null) await boss.unschedule(name);
  else await boss.schedule(name, cron, null, { missed: schedule.missed });
}
