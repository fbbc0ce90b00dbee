import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireFolderLock, FolderLockedError } from "./lock.ts";

let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "glimpse-lock-"));
  children = [];
});

afterEach(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(dataDir, { recursive: true });
});

/** Another process that takes the lock, prints "held" or the error's message, and waits. */
async function startHolder(): Promise<{ child: ChildProcess; said: string }> {
  const script = `
    import { acquireFolderLock } from ${JSON.stringify(join(process.cwd(), "db/embedded/lock.ts"))};
    try {
      acquireFolderLock(process.argv[1]);
      globalThis.gc();
      console.log("held");
      setInterval(() => {}, 1000);
    } catch (error) {
      console.log(error.message);
    }`;
  const child = spawn(process.execPath, ["--expose-gc", "--input-type=module", "-e", script, dataDir], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  children.push(child);
  const [output] = await once(child.stdout, "data");
  return { child, said: String(output).trim() };
}

test("a second process is refused at once, and told what to do", async () => {
  const first = await startHolder();
  expect(first.said).toBe("held");

  const second = await startHolder();
  expect(second.said).toBe(
    `Another Glimpse (process ${first.child.pid}) uses the data folder ${dataDir}. Stop it, or set GLIMPSE_DATA_DIR to another folder.`,
  );
});

test("kill -9 of the holder frees the folder", async () => {
  const { child } = await startHolder();
  expect(() => acquireFolderLock(dataDir)).toThrow(FolderLockedError);

  child.kill("SIGKILL");
  await once(child, "exit");
  acquireFolderLock(dataDir).release();
});

test("one process can't take the folder twice, and can again after giving it back", () => {
  const lock = acquireFolderLock(dataDir);
  expect(() => acquireFolderLock(dataDir)).toThrow(FolderLockedError);
  lock.release();
  lock.release();
  acquireFolderLock(dataDir).release();
});

test("a folder that is missing is created for this user alone", () => {
  const folder = join(dataDir, "one", "two");
  acquireFolderLock(folder).release();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test.each([
  ["below a file", () => join(dataDir, "file", "data")],
  ["a file", () => join(dataDir, "file")],
  ["where nobody can write", () => "/proc/glimpse/data"],
])("a folder that can't be made (%s) is an error at once", (_case, folder) => {
  writeFileSync(join(dataDir, "file"), "");
  expect(() => acquireFolderLock(folder())).toThrow();
});
