import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "./client";
import { startPostgres, type TestPostgres } from "./test-databases";

let server: TestPostgres;
let folder: string;

beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), "glimpse-migrations-"));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

/** A database as it was after its first `count` migrations. */
async function databaseOfThen(count: number): Promise<string> {
  const databaseUrl = await server.createDatabase(`after_${count}`);
  await cp("db/migrations", folder, { recursive: true });
  const journal = JSON.parse(await readFile(join(folder, "meta", "_journal.json"), "utf8"));
  const entries = journal.entries.slice(0, count);
  await writeFile(join(folder, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await migrate(drizzle(sql), { migrationsFolder: folder });
  await sql.end();
  return databaseUrl;
}

test("a log from before there were days gets its days and its spend", async () => {
  const databaseUrl = await databaseOfThen(1);
  const old = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await old`insert into comparisons (id, owner, title, settings) values ('01890000-0000-7000-8000-000000000000', 'local', 'T', '{}')`;
  await old`
    insert into runs (id, comparison_id, owner, turn, lane, attempt, offer, tier, provider, dialect, model_id, simulated, settings,
      sent, status, warnings, tool_calls, attempts, created_at, billed_usd, usage_source)
    select gen_random_uuid(), '01890000-0000-7000-8000-000000000000', 'local', 0, n, 1, 'zai/glm-4.7', 'glm-4.7', 'zai',
      'chat-completions', 'm', n = 6, '{}', '{}', (array['completed', 'completed', 'interrupted', 'failed', 'running', 'completed'])[n],
      '[]', '[]', '[]', (array['2026-03-04T23:30Z', '2026-03-05T00:30Z'])[least(n, 2)]::timestamptz,
      (array[0.5, 0.25])[n], null
    from generate_series(1, 6) n`;
  for (const hour of ["2026-03-04T23:00Z", "2026-03-05T00:00Z", "2026-03-05T23:00Z"]) {
    await old`insert into latency_buckets values (${hour}, 'zai/glm-4.7', '', 'ttftMs', 300, 2)`;
    await old`insert into outcome_counts values (${hour}, 'zai/glm-4.7', '', 'available', 3)`;
  }
  await old.end();

  const { sql, close } = await openDatabase({ databaseUrl, dataDir: "unused" });
  const day = sql`to_char(day at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as day`;
  expect(await sql`select ${day}, bucket, count from latency_buckets_daily order by day`).toEqual([
    { day: "2026-03-04 00:00", bucket: 300, count: 2 },
    { day: "2026-03-05 00:00", bucket: 300, count: 4 },
  ]);
  expect(await sql`select ${day}, outcome, count from outcome_counts_daily order by day`).toEqual([
    { day: "2026-03-04 00:00", outcome: "available", count: 3 },
    { day: "2026-03-05 00:00", outcome: "available", count: 6 },
  ]);
  expect(await sql`select day::text, runs, billed_usd, unknown_runs from spend_days order by day`).toEqual([
    { day: "2026-03-04", runs: 1, billed_usd: "0.500000000000", unknown_runs: 0 },
    { day: "2026-03-05", runs: 3, billed_usd: "0.250000000000", unknown_runs: 1 },
  ]);
  await close();
});
