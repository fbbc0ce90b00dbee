/**
 * What `npm run restore -- <file>` runs: puts a backup into the data folder. What the folder holds is replaced only with
 * `--force`, and is then kept beside it. The server must be stopped: the lock says so.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { syncTree } from "../db/embedded/synced-node-fs.ts";
import { StartRefused } from "./check-start.ts";
import {
  countMigrations,
  entriesOf,
  fileNamed,
  MANIFEST_FILE,
  manifestSchema,
  REPLACED,
  RESTORING,
  tar,
  withDataFolder,
} from "./data-folder.ts";

const { values, positionals } = parseArgs({
  options: { force: { type: "boolean", default: false } },
  allowPositionals: true,
});
const [source] = positionals;

withDataFolder((folder) => {
  if (!source) throw new StartRefused("Say from where: npm run restore -- glimpse.tar.gz");
  const file = fileNamed(source);
  if (!existsSync(file)) throw new StartRefused(`There is no ${file}.`);
  const present = entriesOf(folder);
  if (present.length > 0 && !values.force) {
    throw new StartRefused(
      `The data folder ${folder} is in use already. To replace what it holds, say so: npm run restore -- ${source} --force`,
    );
  }
  const unpacked = join(folder, RESTORING);
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(unpacked, { mode: 0o700 });
  try {
    const { version, createdAt } = unpack(file, unpacked);
    const kept = present.length > 0 ? moveAside(folder, present) : null;
    for (const name of entriesOf(unpacked)) renameSync(join(unpacked, name), join(folder, name));
    console.log(`Restored ${folder} as Glimpse ${version} packed it at ${createdAt}.`);
    if (kept) console.log(`What was there before is in ${kept}; delete it when all is well.`);
  } finally {
    rmSync(unpacked, { recursive: true });
  }
});

/** Unpacks a backup and brings it to the disk. @throws StartRefused when it is none, or of a newer Glimpse */
function unpack(file: string, unpacked: string): z.infer<typeof manifestSchema> {
  tar("-xzf", file, "-C", unpacked);
  const manifestFile = join(unpacked, MANIFEST_FILE);
  const manifest = existsSync(manifestFile)
    ? manifestSchema.safeParse(JSON.parse(readFileSync(manifestFile, "utf8")))
    : null;
  if (!manifest?.success) throw new StartRefused(`${file} is not a backup that this Glimpse can read.`);
  const { version, migrations } = manifest.data;
  if (migrations > countMigrations()) {
    throw new StartRefused(`${file} is of Glimpse ${version}, which is newer than this one. Upgrade first.`);
  }
  rmSync(manifestFile);
  syncTree(unpacked);
  return manifest.data;
}

function moveAside(folder: string, names: string[]): string {
  const kept = join(folder, `${REPLACED}${new Date().toISOString().replaceAll(":", "-")}`);
  mkdirSync(kept, { mode: 0o700 });
  for (const name of names) renameSync(join(folder, name), join(kept, name));
  return kept;
}
