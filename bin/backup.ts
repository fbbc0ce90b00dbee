/**
 * What `npm run backup -- <file>` runs: packs the data folder (the embedded database, the secret that opens stored
 * keys, ends of runs that wait for their database) into a .tar.gz. The server must be stopped: the lock says so.
 */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import type { z } from "zod";
import packageJson from "../package.json" with { type: "json" };
import { StartRefused } from "./check-start.ts";
import {
  countMigrations,
  entriesOf,
  fileNamed,
  MANIFEST_FILE,
  type manifestSchema,
  tar,
  withDataFolder,
} from "./data-folder.ts";

const [target] = process.argv.slice(2);

withDataFolder((folder, { DATABASE_URL }) => {
  if (!target) throw new StartRefused("Say where to: npm run backup -- glimpse.tar.gz");
  const file = fileNamed(target);
  if (existsSync(file)) throw new StartRefused(`${file} is there already. Name another file.`);
  if (file.startsWith(folder + sep)) throw new StartRefused(`Name a file outside the data folder ${folder}.`);
  const entries = entriesOf(folder);
  if (entries.length === 0) throw new StartRefused(`There is nothing in the data folder ${folder}.`);
  pack(folder, entries, file);
  console.log(
    `Packed ${folder} into ${file}. It holds prompts, answers and the secret of stored keys: keep it safe.`,
  );
  if (DATABASE_URL)
    console.log("The database is not in it, for DATABASE_URL names a server: pg_dump backs that up.");
});

/** Under another name until it is whole, and for its owner only from the first byte. */
function pack(folder: string, entries: string[], file: string): void {
  const manifest: z.infer<typeof manifestSchema> = {
    format: 1,
    version: packageJson.version,
    migrations: countMigrations(),
    createdAt: new Date().toISOString(),
  };
  const beside = mkdtempSync(join(tmpdir(), "glimpse-backup-"));
  const partial = `${file}.partial`;
  process.umask(0o077);
  try {
    writeFileSync(join(beside, MANIFEST_FILE), JSON.stringify(manifest));
    tar("-czf", partial, "-C", beside, MANIFEST_FILE, "-C", folder, ...entries);
    renameSync(partial, file);
  } finally {
    rmSync(partial, { force: true });
    rmSync(beside, { recursive: true });
  }
}
