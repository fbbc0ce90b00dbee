import { PGlite } from "@electric-sql/pglite";
import { SyncedNodeFS, syncedParameters } from "./synced-node-fs.ts";

/** Opens the database in a folder, or creates it there; what it commits is on the disk. */
export function openFolder(path: string): Promise<PGlite> {
  return PGlite.create({
    fs: new SyncedNodeFS(path),
    startParams: syncedParameters(PGlite.defaultStartParams),
  });
}
