import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { JobInsert, PgBoss } from "pg-boss";
import type { SqlExecutor } from "@/db/sql-executor";
import { log } from "../log";
import { within } from "../patience";
import type { Job } from "./job";
import { Outbox } from "./outbox";
import { startBoss } from "./start-boss";

const START_AGAIN_AFTER_MS = 5_000;
/** What running jobs get to end when the server stops, and what all of stopping may take. */
const GRACE_MS = 1_000;
const STOP_WITHIN_MS = 2_500;

/**
 * Does jobs that are kept in the database, from its creation until `stop`; any number of engines may share a database.
 * It starts in the background, and outlives the database going away.
 */
export class JobEngine {
  private readonly execute: SqlExecutor;
  private readonly stopping = new AbortController();
  /** Null when it was stopped before the database let it start. */
  private readonly boss: Promise<PgBoss | null>;
  private readonly outboxes = new Map<string, Outbox>();
  private isClosed = false;

  constructor(execute: SqlExecutor, jobs: readonly Job[]) {
    this.execute = execute;
    this.boss = this.start(jobs);
  }

  /** Leaves a job to whoever comes to it first, some seconds from now. It waits in memory while the database is away. */
  add(job: Job, data: object, afterSeconds: number): void {
    const write = async (jobs: JobInsert[]) => {
      const boss = await this.boss;
      if (!boss) throw new Error("the jobs have ended");
      await boss.insert(job.name, jobs);
    };
    const outbox = this.outboxes.get(job.name) ?? new Outbox(write, this.stopping.signal);
    this.outboxes.set(job.name, outbox);
    // With an id of its own, a job that is written twice, because an answer was lost, is one job.
    outbox.add({ id: randomUUID(), data, startAfter: afterSeconds });
  }

  /** Writes what was added and gives running jobs a moment to end; what is left is done after the next start. */
  async stop(): Promise<void> {
    const left = this.leave().catch((error: unknown) => log.warn({ err: error }, "jobs did not end cleanly"));
    await within(STOP_WITHIN_MS, left);
    this.stopping.abort();
    this.isClosed = true;
  }

  private async leave(): Promise<void> {
    await Promise.all([...this.outboxes.values()].map((outbox) => outbox.emptied()));
    this.stopping.abort();
    const boss = await this.boss;
    await boss?.stop({ graceful: true, timeout: GRACE_MS, close: false });
  }

  private async start(jobs: readonly Job[]): Promise<PgBoss | null> {
    const { signal } = this.stopping;
    const executeSql: SqlExecutor = async (text, values) => {
      // After the end it would open a database that has been closed.
      if (this.isClosed) throw new Error("the jobs have ended");
      return this.execute(text, values);
    };
    while (!signal.aborted) {
      try {
        return await startBoss(executeSql, jobs);
      } catch (error) {
        log.error({ err: error }, "jobs can't be started; trying again in a moment");
        await sleep(START_AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
      }
    }
    return null;
  }
}
