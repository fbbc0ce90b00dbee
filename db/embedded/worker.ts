/**
 * The embedded database, in a thread of its own: on the main thread its queries would stall the event loop, and
 * with it every stream and every timing. Started by `start-embedded.ts`; says "ready", and ends when told "close".
 */
import { existsSync, renameSync, rmSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { SyncedNodeFS, syncedParameters, syncTree } from "./synced-node-fs.ts";

/** `folder`: where the database lives. `socketPath`: where to listen. */
export interface EmbeddedWorkerData {
  folder: string;
  socketPath: string;
}

const { folder, socketPath } = workerData as EmbeddedWorkerData;

if (!existsSync(folder)) await createDatabaseFolder(folder);
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

function openFolder(path: string): Promise<PGlite> {
  return PGlite.create({
    fs: new SyncedNodeFS(path),
    startParams: syncedParameters(PGlite.defaultStartParams),
  });
}

/** Under another name until it is whole: PGlite would take a creation that was broken off for a database. */
async function createDatabaseFolder(path: string): Promise<void> {
  const unfinished = `${path}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  await (await openFolder(unfinished)).close();
  syncTree(unfinished);
  renameSync(unfinished, path);
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
