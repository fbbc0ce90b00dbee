import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "@/db/client";
import { sqlExecutor } from "@/db/sql-executor";
import { startPostgres, type TestPostgres } from "@/db/test-databases";
import type { Job } from "./job";
import { JobEngine } from "./job-engine";

let postgres: TestPostgres;
let databases = 0;
const endings: (() => Promise<void>)[] = [];

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  for (const end of endings.reverse()) await end();
  await postgres.stop();
});

async function newDatabase(): Promise<() => Promise<OpenDatabase>> {
  const databaseUrl = await postgres.createDatabase(`jobs_${++databases}`);
  return async () => {
    const opened = await openDatabase({ databaseUrl, dataDir: "unused" });
    endings.push(() => opened.close());
    return opened;
  };
}

/** An engine that is an instance of its own: it has its own connections. */
function engineOn({ sql }: OpenDatabase, ...jobs: Job[]): JobEngine {
  const engine = new JobEngine(
    sqlExecutor(async () => sql),
    jobs,
  );
  endings.push(() => engine.stop());
  return engine;
}

function job(run: Job["run"], over: Partial<Job> = {}): Job {
  return { name: "test", queue: { retryLimit: 3, retryDelay: 0 }, pollSeconds: 0.5, run, ...over };
}

it("three engines that start at once on an empty database do every job once", async () => {
  const open = await newDatabase();
  const done: unknown[] = [];
  const work = job(async (data) => void done.push(data));
  const engines = (await Promise.all([open(), open(), open()])).map((opened) => engineOn(opened, work));
  const all = Array.from({ length: 90 }, (_, n) => ({ n }));
  for (const data of all) engines[data.n % 3]?.add(work, data, 0);
  await expect.poll(() => done.length).toBe(all.length);
  await Promise.all(engines.map((engine) => engine.stop()));
  expect(done).toHaveLength(all.length);
  expect(done).toEqual(expect.arrayContaining(all));
});

it("a job that fails is tried again, and not after it succeeded", async () => {
  let tries = 0;
  const work = job(async () => {
    tries += 1;
    if (tries < 3) throw new Error("not yet");
  });
  const opened = await (await newDatabase())();
  engineOn(opened, work).add(work, {}, 0);
  await expect
    .poll(() => opened.sql`select state, retry_count from pgboss.job where name = 'test'`)
    .toEqual([{ state: "completed", retry_count: 2 }]);
  expect(tries).toBe(3);
});

it("a job that fails too often stays in the database with its reason", async () => {
  const work = job(async () => Promise.reject(new Error("never")), { queue: { retryLimit: 0 } });
  const opened = await (await newDatabase())();
  engineOn(opened, work).add(work, {}, 0);
  await expect
    .poll(() => opened.sql`select state, output from pgboss.job where name = 'test'`)
    .toEqual([{ state: "failed", output: { message: "never" } }]);
});

it("what a server that stops has begun or not begun is done by the next one", async () => {
  const open = await newDatabase();
  const begun = Promise.withResolvers<void>();
  const endless = job(
    (_data, signal) =>
      new Promise((_resolve, reject) => {
        begun.resolve();
        signal.addEventListener("abort", () => reject(signal.reason));
      }),
  );
  const first = engineOn(await open(), endless);
  first.add(endless, { which: "begun" }, 0);
  await begun.promise;
  first.add(endless, { which: "added last" }, 0);
  await first.stop();

  const done: unknown[] = [];
  engineOn(
    await open(),
    job(async (data) => void done.push(data)),
  );
  await expect.poll(() => done).toHaveLength(2);
  expect(done).toEqual(expect.arrayContaining([{ which: "begun" }, { which: "added last" }]));
});

it("goes on by itself after the database was away, with what was added meanwhile", async () => {
  const done: unknown[] = [];
  const work = job(async (data) => void done.push(data));
  const { sql } = await (await newDatabase())();
  const execute = sqlExecutor(async () => sql);
  let refusals = 0;
  const engine = new JobEngine(
    (...parameters) =>
      execute(...parameters).catch((error: unknown) => {
        refusals += 1;
        throw error;
      }),
    [work],
  );
  endings.push(() => engine.stop());
  engine.add(work, { when: "before" }, 0);
  await expect.poll(() => done).toEqual([{ when: "before" }]);
  await postgres.restart(async () => {
    engine.add(work, { when: "while away" }, 0);
    await expect.poll(() => refusals).toBeGreaterThan(1);
  });
  await expect.poll(() => done).toEqual([{ when: "before" }, { when: "while away" }]);
});

it("starts once the database is there, and ends where it never is", async () => {
  const done: unknown[] = [];
  const work = job(async (data) => void done.push(data));
  const { sql } = await (await newDatabase())();
  let asked = 0;
  let isThere = false;
  const execute = sqlExecutor(async () => {
    asked += 1;
    if (!isThere) throw new Error("not there");
    return sql;
  });
  const patient = new JobEngine(execute, [work]);
  endings.push(() => patient.stop());
  patient.add(work, { when: "before the start" }, 0);
  await expect.poll(() => asked).toBeGreaterThan(0);
  isThere = true;
  await expect.poll(() => done).toEqual([{ when: "before the start" }]);

  const hopeless = new JobEngine(async () => Promise.reject(new Error("not there")), [work]);
  hopeless.add(work, {}, 0);
  await hopeless.stop();
  expect(done).toHaveLength(1);
});

it("keeps a schedule as the job wants it, and forgets it when it is switched off", async () => {
  const opened = await (await newDatabase())();
  const schedules = () => opened.sql`select cron from pgboss.schedule where name = 'test'`;
  const known: (string | null)[] = [];
  const scheduled = (cron: string | null) => {
    const schedule: Job["schedule"] = {
      cron: (current) => {
        known.push(current);
        return cron;
      },
      missed: "skip",
    };
    return job(async () => undefined, { schedule });
  };
  const first = engineOn(opened, scheduled("5 4 * * *"));
  await expect.poll(schedules).toEqual([{ cron: "5 4 * * *" }]);
  await first.stop();
  engineOn(opened, scheduled(null));
  await expect.poll(schedules).toEqual([]);
  expect(known).toEqual([null, "5 4 * * *"]);
});
