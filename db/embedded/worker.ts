/**
 * The embedded database, in a thread of its own: on the main thread its queries would stall the event loop, and
 * with it every stream and every timing. Started by `start-embedded.ts`; says "ready", and ends when told "close".
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { openFolder } from "./open-folder.ts";

/** `folder`: where the database lives. `socketPath`: where to listen. */
export interface EmbeddedWorkerData {
  folder: string;
  socketPath: string;
}

const { folder, socketPath } = workerData as EmbeddedWorkerData;

removeUnfinished(folder);
if (!existsSync(folder)) createInOwnProcess(folder);
const database = await openFolder(folder);
endThreadWhenPostgresBreaks(database);

// The client keeps one connection. The others are for one that closes while the next one opens.
const server = new PGLiteSocketServer({ db: database, path: socketPath, maxConnections: 4 });
await server.start();

parentPort?.once("message", async () => {
  await server.stop();
  await database.close();
  parentPort?.close();
});
parentPort?.postMessage("ready");

/**
 * In a process that ends: what creating a database takes (two WebAssembly programs, some 170 MB) is given back by nothing
 * else. It can outlive us, when we are killed: hence a folder that nobody else will use, and which only we, who hold the
 * lock, make the database. PGlite would take a creation that was broken off for one.
 */
function createInOwnProcess(path: string): void {
  const unfinished = mkdtempSync(`${path}.new-`);
  const program = join(import.meta.dirname, "create-folder.ts");
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", program, unfinished], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  renameSync(unfinished, path);
}

/** Removes what creations that were broken off have left. */
function removeUnfinished(path: string): void {
  const isUnfinished = (name: string) => name.startsWith(`${basename(path)}.new`);
  for (const name of readdirSync(dirname(path)).filter(isUnfinished)) {
    try {
      rmSync(join(dirname(path), name), { recursive: true });
    } catch {
      // Its creator is still at it. The next start removes it.
    }
  }
}

/**
 * An SQL error travels inside the protocol. If the call itself throws, WebAssembly has died, and the socket
 * server's queue would wait for ever after it (pglite-socket 0.2): end the thread, so that the parent knows.
 */
function endThreadWhenPostgresBreaks(pglite: PGlite): void {
  const run = pglite.execProtocolRawStream.bind(pglite);
  pglite.execProtocolRawStream = async (...parameters) => {
    try {
      await run(...parameters);
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  };
}
