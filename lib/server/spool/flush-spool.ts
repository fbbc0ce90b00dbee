import { existsSync } from "node:fs";
import { open, readdir, rm, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { acquireFolderLock, type FolderLock, FolderLockedError } from "@/db/embedded/lock.ts";
import type { RunEnd } from "@/db/queries/finish-runs";
import { log } from "../log";
import { listSpoolFiles } from "./spool";
import { parseSpoolLine } from "./spool-line";

/** Ends that are written in one transaction. */
const BATCH = 50;

type WriteEnds = (ends: RunEnd[]) => Promise<void>;

/**
 * Writes what a spool file holds, then removes it. Breaking off in between costs nothing: writing an end twice changes
 * nothing.
 *
 * @throws what `write` throws; the file then stays
 */
export async function flushSpoolFile(path: string, write: WriteEnds): Promise<number> {
  let written = 0;
  let batch: RunEnd[] = [];
  const writeBatch = async () => {
    await write(batch);
    written += batch.length;
    batch = [];
  };
  const file = await open(path);
  for await (const line of file.readLines()) {
    if (line === "") continue;
    const end = parseSpoolLine(line);
    if (end) batch.push(end);
    else log.error({ file: basename(path), length: line.length }, "a spooled end of a run is torn; left out");
    if (batch.length === BATCH) await writeBatch();
  }
  if (batch.length > 0) await writeBatch();
  await unlink(path);
  return written;
}

/**
 * Writes and removes what instances that are gone have left in the spool folder.
 *
 * @returns how many ends there were
 * @throws what `write` throws
 */
export async function flushForsakenSpools(spoolFolder: string, write: WriteEnds): Promise<number> {
  if (!existsSync(spoolFolder)) return 0;
  let written = 0;
  for (const name of await readdir(spoolFolder)) {
    const folder = join(spoolFolder, name);
    const lock = takeFolder(folder);
    if (!lock) continue;
    try {
      for (const path of await listSpoolFiles(folder)) written += await flushSpoolFile(path, write);
    } finally {
      lock.release();
    }
    await rm(folder, { recursive: true, force: true });
  }
  return written;
}

/** Null when its instance is alive. */
function takeFolder(folder: string): FolderLock | null {
  try {
    return acquireFolderLock(folder);
  } catch (error) {
    if (error instanceof FolderLockedError) return null;
    throw error;
  }
}
