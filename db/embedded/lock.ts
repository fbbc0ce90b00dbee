import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process holds the data folder. The message says what to do. */
export class FolderLockedError extends Error {
  override readonly name = "FolderLockedError";
  /** The data folder, as it was asked for. */
  readonly dataDir: string;

  constructor(dataDir: string, holder: string | null) {
    const who = holder ? `Another Glimpse (process ${holder})` : "Another Glimpse";
    super(`${who} uses the data folder ${dataDir}. Stop it, or set GLIMPSE_DATA_DIR to another folder.`);
    this.dataDir = dataDir;
  }
}

/** A held data folder. */
export interface FolderLock {
  /** Gives the folder back. Calling it twice is harmless. */
  release(): void;
}

/**
 * Takes the data folder for this process, and creates it (mode 0700) when it is missing.
 *
 * PGlite has no lock of its own: two processes on one folder both succeed, and lose about half of what they
 * acknowledged. SQLite's file lock refuses at once, and the operating system drops it however the process ends.
 *
 * @throws FolderLockedError when another process, or another opener in this one, holds it
 * @throws Error (`EACCES`, `EROFS`, …) when the folder can't be created or written
 */
export function acquireFolderLock(dataDir: string): FolderLock {
  createFolder(dataDir);
  const holderFile = join(dataDir, "lock.pid");
  // Nothing else may open lock.sqlite: closing any other descriptor of it would drop this process's lock (POSIX).
  const file = new DatabaseSync(join(dataDir, "lock.sqlite"), { timeout: 0 });
  try {
    file.exec("BEGIN EXCLUSIVE");
    writeFileSync(holderFile, String(process.pid), { mode: 0o600 });
  } catch (cause) {
    file.close();
    throw isBusy(cause) ? new FolderLockedError(dataDir, readHolder(holderFile)) : cause;
  }
  heldFiles.add(file);
  return {
    release() {
      if (!heldFiles.delete(file)) return;
      rmSync(holderFile, { force: true });
      file.close();
    },
  };
}

/** A handle that nothing refers to is collected, and its lock with it, while the holder believes it has it. */
const heldFiles = new Set<DatabaseSync>();

/** Creates a folder (mode 0700) and those above it. Not `mkdirSync`'s own `recursive`: below `/proc` and the like, Node 24 tries for ever. */
export function createFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })) return;
  createFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another starter may have been faster.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}

function readHolder(holderFile: string): string | null {
  try {
    return readFileSync(holderFile, "utf8").trim() || null;
  } catch {
    // The pid only embellishes the message: the lock itself is what counts.
    return null;
  }
}
