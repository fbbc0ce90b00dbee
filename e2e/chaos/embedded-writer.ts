/**
 * A process that owns an embedded database and writes as fast as it can: says first what it found there (JSON), then
 * the number of each row once it is committed. `node e2e/chaos/embedded-writer.ts FOLDER`
 */
import { writeSync } from "node:fs";
import postgres from "postgres";
import { startEmbeddedDatabase } from "../../db/embedded/start-embedded.ts";

const STDOUT = 1;
const [folder = ""] = process.argv.slice(2);
const embedded = await startEmbeddedDatabase(folder).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
const sql = postgres({
  ...embedded.connection,
  username: "postgres",
  database: "postgres",
  max: 1,
  onnotice: () => {},
});
await sql`create table if not exists notes (number integer primary key, note text not null)`;
await sql`create table if not exists counters (written integer not null)`;
await sql`insert into counters select 0 where not exists (select from counters)`;
// From 20 bytes to 100 kB: rows in a page, rows out of line, and pages that are written half when the process dies.
const [found] = await sql`
  select count(*)::int as rows, coalesce(max(number), 0) as last, (select max(written) from counters) as counted,
    count(*) filter (where note <> repeat(md5(number::text), 1 + (number * 37) % 3000))::int as damaged
  from notes`;
writeSync(STDOUT, `${JSON.stringify(found)}\n`);

for (let number = Number(found?.last) + 1; ; number++) {
  await sql.begin(async (transaction) => {
    await transaction`insert into notes values (${number}, repeat(md5(${String(number)}), 1 + (${number}::int * 37) % 3000))`;
    await transaction`update counters set written = ${number}`;
  });
  writeSync(STDOUT, `${number}\n`);
}
