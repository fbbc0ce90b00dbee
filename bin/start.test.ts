import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { acquireFolderLock } from "../db/embedded/lock.ts";

// Each of these is refused before the build: a start that isn't would time the test out.
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "glimpse-start-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the launcher with this configuration and gives what it said before it ended. */
function start(variables: Record<string, string>): Promise<{ code: unknown; said: string }> {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    NODE_ENV: "test",
    GLIMPSE_DATA_DIR: folder,
    PORT: "4815",
    // Blank ones keep a developer's own .env out of it.
    HOST: "",
    DATABASE_URL: "",
    GLIMPSE_PASSWORD: "",
    GLIMPSE_PUBLIC: "",
    GLIMPSE_DRAIN_SECONDS: "",
    ...variables,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, ["bin/start.mjs"], { env, timeout: 170_000 }, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? error.signal) : 0, said: stdout + stderr });
    });
  });
}

test("values that don't parse are named, a line each", async () => {
  const { code, said } = await start({ PORT: "http", GLIMPSE_DRAIN_SECONDS: "soon" });
  expect(code).toBe(1);
  expect(said).toBe(
    "PORT: should be a port from 1 to 65535\nGLIMPSE_DRAIN_SECONDS: should be a whole number of seconds\n",
  );
});

test("an address that others can reach needs a password", async () => {
  const { code, said } = await start({ HOST: "0.0.0.0" });
  expect(code).toBe(1);
  expect(said).toMatch(/^HOST=0\.0\.0\.0 .*GLIMPSE_PASSWORD.*\n$/);
});

test("a password that is soon guessed is refused, and not repeated", async () => {
  const { code, said } = await start({ HOST: "0.0.0.0", GLIMPSE_PASSWORD: "hunter2" });
  expect(code).toBe(1);
  expect(said).toBe("GLIMPSE_PASSWORD: should be at least 8 characters\n");
});

test("a port in use is named", async () => {
  const other = createServer();
  const port = await new Promise<number>((resolve) => {
    other.listen(0, "127.0.0.1", () => {
      const address = other.address();
      resolve(address && typeof address === "object" ? address.port : 0);
    });
  });
  const { code, said } = await start({ PORT: String(port) });
  other.close();
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`^Port ${port} is in use .*PORT.*\\n$`));
});

test("a data folder that another Glimpse uses is named", async () => {
  const lock = acquireFolderLock(folder);
  const { code, said } = await start({});
  lock.release();
  expect(code).toBe(1);
  expect(said).toMatch(
    new RegExp(`^Another Glimpse \\(process ${process.pid}\\) .*${folder}.*GLIMPSE_DATA_DIR.*\\n$`),
  );
});

test.each([undefined, "postgres://127.0.0.1:1/glimpse"])(
  "a data folder that can't be written is named, with DATABASE_URL=%s",
  async (databaseUrl) => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const dataDir = join(file, "data");
    const { code, said } = await start({
      GLIMPSE_DATA_DIR: dataDir,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    });
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`^The data folder ${dataDir} can't be written .*GLIMPSE_DATA_DIR.*\\n$`));
  },
);
