import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../db/client";
import { acquireFolderLock } from "../db/embedded/lock";
import { blankEnvironment } from "../e2e/blank-environment";

let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "glimpse-backup-test-"));
  await write("first", "before");
  writeFileSync(join(root, "first", "secret"), "the secret", { mode: 0o600 });
});

afterAll(() => rmSync(root, { recursive: true }));

/** Opens the database in a data folder, notes a word in it, and closes it. */
async function write(folder: string, word: string): Promise<void> {
  const { db, close } = await openDatabase({ dataDir: join(root, folder) });
  await db.execute(sql`create table if not exists words (word text)`);
  await db.execute(sql`insert into words values (${word})`);
  await close();
}

async function words(folder: string): Promise<unknown[]> {
  const { db, close } = await openDatabase({ dataDir: join(root, folder) });
  const rows = await db.execute(sql`select word from words order by word`);
  await close();
  return rows.map(({ word }) => word);
}

function run(program: "backup" | "restore", folder: string, ...parameters: string[]) {
  const env = { ...process.env, ...blankEnvironment, GLIMPSE_DATA_DIR: join(root, folder), INIT_CWD: root };
  return new Promise<{ code: unknown; said: string }>((resolve) => {
    const command = ["--disable-warning=ExperimentalWarning", `bin/${program}.ts`, ...parameters];
    execFile(process.execPath, command, { env, timeout: 170_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? error.signal) : 0, said: stdout + stderr });
    });
  });
}

test("a backup brings database and secret into another data folder, and replaces one only when told to", async () => {
  expect(await run("backup", "first", "all.tar.gz")).toMatchObject({ code: 0 });
  expect(statSync(join(root, "all.tar.gz")).mode & 0o777).toBe(0o600);

  expect(await run("restore", "second", "all.tar.gz")).toMatchObject({ code: 0 });
  expect(await words("second")).toEqual(["before"]);
  expect(readFileSync(join(root, "second", "secret"), "utf8")).toBe("the secret");

  await write("second", "later");
  const refused = await run("restore", "second", "all.tar.gz");
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining("--force") });
  expect(await words("second")).toEqual(["before", "later"]);

  expect(await run("restore", "second", "all.tar.gz", "--force")).toMatchObject({ code: 0 });
  expect(await words("second")).toEqual(["before"]);
  const [kept = ""] = readdirSync(join(root, "second")).filter((name) => name.startsWith("replaced-"));
  expect(await words(join("second", kept))).toEqual(["before", "later"]);
});

test("a folder that a server uses is refused, and so is a file that is there already", async () => {
  const lock = acquireFolderLock(join(root, "first"));
  for (const program of ["backup", "restore"] as const) {
    const { code, said } = await run(program, "first", "other.tar.gz");
    expect([code, said]).toEqual([1, expect.stringMatching(/^Another Glimpse .* Stop it, /)]);
  }
  lock.release();
  writeFileSync(join(root, "there.tar.gz"), "");
  const { code, said } = await run("backup", "first", "there.tar.gz");
  expect([code, said]).toEqual([1, expect.stringContaining("is there already")]);
});

test("what is no backup, or of a newer Glimpse, leaves the folder as it was", async () => {
  writeFileSync(
    join(root, "glimpse-backup.json"),
    JSON.stringify({ format: 1, version: "99.0.0", migrations: 999, createdAt: new Date().toISOString() }),
  );
  execFileSync("tar", ["-czf", join(root, "newer.tar.gz"), "-C", root, "glimpse-backup.json"]);
  execFileSync("tar", ["-czf", join(root, "foreign.tar.gz"), "-C", join(root, "first"), "secret"]);
  writeFileSync(join(root, "text.tar.gz"), "not a tar");
  const refusals = { newer: "newer than this one", foreign: "not a backup", text: "tar could not do it" };
  for (const [name, words] of Object.entries(refusals)) {
    const { code, said } = await run("restore", "third", `${name}.tar.gz`);
    expect([code, said], name).toEqual([1, expect.stringContaining(words)]);
    expect(existsSync(join(root, "third", "secret")), name).toBe(false);
  }
});
