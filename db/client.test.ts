import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql as query } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { closeDatabase, DatabaseUnavailableError, database, openDatabase } from "./client";
import { forEachDatabase, startPostgres, type TestPostgres } from "./test-databases";

forEachDatabase((_name, getDb) => {
  test("the tables are there after opening", async () => {
    const tables = await getDb().execute(
      query`select table_name from information_schema.tables where table_name = 'runs'`,
    );
    expect(tables).toHaveLength(1);
  });

  test("text comes back as it went in", async () => {
    const text = "\u{1F9EA} 漢字 \u202E\u0007 '\"; -- ";
    const [row] = await getDb().execute(query`select ${text}::text as text`);
    expect(row).toEqual({ text });
  });

  test("a query's error leaves the connection usable", async () => {
    await expect(getDb().execute(query`select * from nowhere`)).rejects.toThrow();
    await expect(getDb().transaction((tx) => tx.execute(query`select 1 / 0`))).rejects.toThrow();
    expect(await getDb().execute(query`select 1 as one`)).toEqual([{ one: 1 }]);
  });

  test("fifty queries and transactions at once all succeed", async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        n % 2 === 0
          ? getDb().execute<{ n: number }>(query`select ${n}::int as n`)
          : getDb().transaction((tx) => tx.execute<{ n: number }>(query`select ${n}::int as n`)),
      ),
    );
    expect(answers.map(([row]) => row?.n)).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });
});

describe("the embedded database", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "glimpse-client-"));
  afterAll(() => rmSync(dataDir, { recursive: true }));

  test("a row survives closing and opening again", async () => {
    const first = await openDatabase({ dataDir });
    await first.sql`create table notes (note text)`;
    await first.sql`insert into notes values ('kept')`;
    await first.close();

    const second = await openDatabase({ dataDir });
    expect(await second.sql`select note from notes`).toEqual([{ note: "kept" }]);
    await second.close();
  });
});

describe("the process's own database", () => {
  const parent = mkdtempSync(join(tmpdir(), "glimpse-process-"));

  afterEach(async () => {
    await closeDatabase();
    vi.unstubAllEnvs();
  });
  afterAll(() => rmSync(parent, { recursive: true }));

  test("is opened once, however many ask at the same time", async () => {
    vi.stubEnv("DATABASE_URL", "");
    vi.stubEnv("GLIMPSE_DATA_DIR", join(parent, "data"));
    const [first, second] = await Promise.all([database(), database()]);
    expect(first).toBe(second);
  });

  test("an opening that failed is tried again at the next call", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://glimpse:hunter2@127.0.0.1:1/glimpse");
    const failure = await database().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseUnavailableError);
    expect(String(failure)).toContain("127.0.0.1:1/glimpse");
    expect(String(failure)).not.toContain("hunter2");

    vi.stubEnv("DATABASE_URL", "");
    vi.stubEnv("GLIMPSE_DATA_DIR", join(parent, "data"));
    await expect(database()).resolves.toBeDefined();
  });
});

describe("several starters on one server", () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  test("five at once all find the tables, made once", async () => {
    const databaseUrl = await postgres.createDatabase("contended");
    const starters = Array.from({ length: 5 }, () => openDatabase({ databaseUrl, dataDir: "unused" }));
    const opened = await Promise.all(starters);
    const applied = await Promise.all(
      opened.map(({ sql }) => sql`select hash from drizzle.__drizzle_migrations`),
    );
    expect(new Set(applied.flat().map(({ hash }) => hash)).size).toBe(applied[0]?.length);
    expect(applied.map((rows) => rows.length)).toEqual(Array(5).fill(applied[0]?.length));
    await Promise.all(opened.map(({ close }) => close()));
  });
});
