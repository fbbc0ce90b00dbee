/**
 * The embedded database, in a thread of its own: on the main thread its queries would stall the event loop, and
 * with it every stream and every timing. Started by `start-embedded.ts`; says "ready", and ends when told "close".
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
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

/** In a process that ends: what creating a database takes (two WebAssembly programs, some 170 MB) is given back by nothing else. */
function createInOwnProcess(path: string): void {
  const program = join(import.meta.dirname, "create-folder.ts");
  execFileSync(process.execPath, ["--disable-warning=ExperimentalWarning", program, path], {
    stdio: ["ignore", "inherit", "inherit"],
  });
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
