import { type FileHandle, open, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { v7 as uuidv7 } from "uuid";
import { acquireFolderLock, type FolderLock } from "@/db/embedded/lock.ts";
import type { RunEnd } from "@/db/queries/finish-runs";
import { spoolLine } from "./spool-line";

type Waiting = { line: string; resolve: () => void; reject: (reason: unknown) => void };

/**
 * One instance's ends of runs that the database could not take: append-only files in a folder of its own, held by the
 * operating system's lock, so that another instance can tell a folder left behind from one in use. Nothing is there
 * until the first end needs it.
 */
export class Spool {
  private readonly folder: string;
  private lock: FolderLock | null = null;
  private file: FileHandle | null = null;
  private waiting: Waiting[] = [];
  private isWriting = false;
  private last: Promise<unknown> = Promise.resolve();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Resolves once the end is on the disk. Those that come while one is being synced share the next sync. */
  append(end: RunEnd): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.waiting.push({ line: spoolLine(end), resolve, reject });
    if (!this.isWriting) {
      this.isWriting = true;
      void this.inTurn(() => this.writeAll());
    }
    return promise;
  }

  /** The files that hold something, oldest first; nothing more is appended to them. */
  seal(): Promise<string[]> {
    return this.inTurn(() => this.sealNow());
  }

  /** Gives the folder back; what it holds is written at the next start. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      const files = await this.sealNow();
      if (!this.lock) return;
      this.lock.release();
      this.lock = null;
      if (files.length === 0) await rm(this.folder, { recursive: true, force: true });
    });
  }

  /** One thing after the other: a file that is given out to be read and removed must never be one that is appended to. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  private async sealNow(): Promise<string[]> {
    await this.file?.close();
    this.file = null;
    return this.lock ? listSpoolFiles(this.folder) : [];
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0);
      try {
        const file = await this.openFile();
        await file.writeFile(batch.map(({ line }) => line).join(""));
        await file.datasync();
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.isWriting = false;
  }

  private async openFile(): Promise<FileHandle> {
    if (this.file) return this.file;
    this.lock ??= acquireFolderLock(this.folder);
    this.file = await open(join(this.folder, `${uuidv7()}${SUFFIX}`), "ax", 0o600);
    await syncFolder(this.folder);
    return this.file;
  }
}

const SUFFIX = ".jsonl";

/** The spool files of a folder, oldest first. */
export async function listSpoolFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => name.endsWith(SUFFIX))
    .sort()
    .map((name) => join(folder, name));
}

/** Without this, a power cut could take the new file's name. Windows can't, and doesn't need to. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
