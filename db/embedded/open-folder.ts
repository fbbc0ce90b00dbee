import { PGlite } from "@electric-sql/pglite";
import { SyncedNodeFS, syncedParameters } from "./synced-node-fs.ts";

/** Postgres fills its 128 MB with zeros at the start; the system's file cache holds the same pages. */
const SMALL_CACHE = ["-c", "shared_buffers=32MB"];

/** Opens the database in a folder, or creates it there; what it commits is on the disk. */
export function openFolder(path: string): Promise<PGlite> {
  return PGlite.create({
    fs: new SyncedNodeFS(path),
    startParams: [...syncedParameters(PGlite.defaultStartParams), ...SMALL_CACHE],
  });
}
