import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { acquireFolderLock } from "./lock.ts";
import type { EmbeddedWorkerData } from "./worker.ts";

/** A running embedded database. */
export interface EmbeddedDatabase {
  /** What the `postgres` driver needs to reach it: a Unix socket, on Windows a named pipe. */
  connection: { path: string };
  /** Resolves with the reason when the database ends without `close()`; its folder is free again by then. */
  lost: Promise<Error>;
  /** Writes everything, ends the thread, gives the folder back. Calling it twice is harmless. */
  close(): Promise<void>;
}

/**
 * Starts PGlite on `<dataDir>/pglite` in a worker thread, behind a socket that only this user can open: the
 * database asks for no password, so that a TCP port would show it to everybody on the machine.
 *
 * @throws FolderLockedError when another process uses `dataDir`
 * @throws Error with the worker's own reason when the database can't be opened
 */
export async function startEmbeddedDatabase(dataDir: string): Promise<EmbeddedDatabase> {
  const lock = acquireFolderLock(dataDir);
  const socket = createSocketPath();
  const giveBack = () => {
    socket.remove();
    lock.release();
  };
  try {
    const folder = join(dataDir, "pglite");
    const worker = startWorker({ folder, socketPath: socket.path });
    const ended = untilEnded(worker).finally(giveBack);
    const reason = await Promise.race([untilReady(worker), ended]);
    if (reason)
      throw new Error(`The embedded database in ${folder} can't be opened: ${reason.message}`, {
        cause: reason,
      });
    return { connection: { path: socket.path }, ...closing(worker, ended) };
  } catch (error) {
    giveBack();
    throw error;
  }
}

function startWorker(workerData: EmbeddedWorkerData): Worker {
  // Freeing WebAssembly code of an instance that is gone can abort the whole process (nodejs/node#64500, seen here on
  // Node 24.9: "allocations_.erase(addr) == 1"). Kept instead, it is a few MB for each time a database is opened.
  setFlagsFromString("--no-wasm-code-gc");
  // A path, not a URL, and out of the bundler's sight: the thread runs the source file as it is, on Node's own
  // type stripping, because PGlite finds its WebAssembly relative to itself.
  const file = join(/* turbopackIgnore: true */ process.cwd(), "db", "embedded", "worker.ts");
  return new Worker(/* turbopackIgnore: true */ file, {
    workerData,
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
}

function untilReady(worker: Worker): Promise<null> {
  return new Promise((resolve) => {
    worker.once("message", () => resolve(null));
  });
}

/** Resolves once the thread is gone, with what it died of. */
function untilEnded(worker: Worker): Promise<Error> {
  return new Promise((resolve) => {
    let reason: Error | null = null;
    worker.once("error", (error) => {
      reason = error instanceof Error ? error : new Error(String(error));
    });
    worker.once("exit", (code) => resolve(reason ?? new Error(`its thread ended with code ${code}`)));
  });
}

function closing(worker: Worker, ended: Promise<Error>): Pick<EmbeddedDatabase, "lost" | "close"> {
  let closed: Promise<unknown> | null = null;
  const lost = new Promise<Error>((resolve) => {
    ended.then((reason) => {
      if (!closed) resolve(reason);
    });
  });
  const close = async () => {
    if (!closed) {
      closed = ended;
      worker.postMessage("close");
    }
    await closed;
  };
  return { lost, close };
}

function createSocketPath(): { path: string; remove: () => void } {
  if (process.platform === "win32") {
    return { path: `\\\\.\\pipe\\glimpse-${crypto.randomUUID()}`, remove: () => {} };
  }
  // Not in the data folder: a socket's path may have about 100 bytes, and some mounted folders can't hold one.
  const folder = mkdtempSync(join(tmpdir(), "glimpse-"));
  chmodSync(folder, 0o700);
  return { path: join(folder, "db"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
