import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { afterAll, expect, test } from "vitest";
import { acquireFolderLock, FolderLockedError } from "./lock.ts";
import { startEmbeddedDatabase } from "./start-embedded.ts";

// Creating a database takes seconds: the tests that don't mind share one.
const parent = mkdtempSync(join(tmpdir(), "glimpse-embedded-"));
const shared = join(parent, "shared");

afterAll(() => rmSync(parent, { recursive: true }));

function connect(connection: { path: string }) {
  return postgres({ ...connection, username: "postgres", database: "postgres", max: 1 });
}

test("it answers on a socket that only this user can reach, and syncs what it commits", async () => {
  const embedded = await startEmbeddedDatabase(shared);
  const sql = connect(embedded.connection);
  const settings =
    await sql`select name, setting from pg_settings where name in ('fsync', 'wal_sync_method') order by 1`;
  expect(settings.map(({ setting }) => setting)).toEqual(["on", "fsync"]);
  expect(statSync(dirname(embedded.connection.path)).mode & 0o777).toBe(0o700);
  await sql.end();
  await embedded.close();
  expect(() => statSync(dirname(embedded.connection.path))).toThrow("ENOENT");
});

test("a connection that breaks inside a transaction leaves nothing behind for the next one", async () => {
  const embedded = await startEmbeddedDatabase(shared);
  const broken = connect(embedded.connection);
  await broken`create table notes (note text)`;
  const unfinished = broken.begin(async (transaction) => {
    await transaction`insert into notes values ('never committed')`;
    await broken.end({ timeout: 0 });
  });
  await expect(unfinished).rejects.toThrow();

  const next = connect(embedded.connection);
  expect(await next`select * from notes`).toHaveLength(0);
  await next.end();
  await embedded.close();
});

test("it holds the folder while it runs, and gives it back when it closes", async () => {
  const embedded = await startEmbeddedDatabase(shared);
  await expect(startEmbeddedDatabase(shared)).rejects.toThrow(FolderLockedError);
  await embedded.close();
  await embedded.close();
  acquireFolderLock(shared).release();
});

test("a creation that was broken off is started over", async () => {
  const dataDir = join(parent, "broken-off");
  mkdirSync(join(dataDir, "pglite.new"), { recursive: true });
  writeFileSync(join(dataDir, "pglite.new", "PG_VERSION"), "18\n");
  const embedded = await startEmbeddedDatabase(dataDir);
  const sql = connect(embedded.connection);
  expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
  await sql.end();
  await embedded.close();
});

test("a database that can't be opened says so, and leaves the folder free", async () => {
  const dataDir = join(parent, "unusable");
  const folder = join(dataDir, "pglite");
  mkdirSync(dataDir);
  writeFileSync(folder, "not a folder");
  await expect(startEmbeddedDatabase(dataDir)).rejects.toThrow(folder);
  acquireFolderLock(dataDir).release();
});
