import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { z } from "zod";
import { createFolder } from "../db/embedded/lock.ts";
import { type Environment, EnvironmentError, parseEnvironment } from "../lib/server/env.ts";
import { holdDataFolder, StartRefused } from "./check-start.ts";

// CommonJS whose names Node can't see from the outside; it comes with Next.
const { loadEnvConfig } = createRequire(import.meta.url)("@next/env") as typeof import("@next/env");

/** In a backup, beside what the data folder held: what made it. */
export const MANIFEST_FILE = "glimpse-backup.json";

export const manifestSchema = z.object({
  format: z.literal(1),
  version: z.string(),
  /** How many migrations the database has seen. */
  migrations: z.int(),
  createdAt: z.iso.datetime(),
});

const journalSchema = z.object({ entries: z.array(z.unknown()) });

/** How many migrations this Glimpse brings. */
export function countMigrations(): number {
  const journal = new URL("../db/migrations/meta/_journal.json", import.meta.url);
  return journalSchema.parse(JSON.parse(readFileSync(journal, "utf8"))).entries.length;
}

/** A file as it was named where the program was called from: npm runs it elsewhere. */
export function fileNamed(name: string): string {
  return resolve(process.env.INIT_CWD ?? ".", name);
}

/** What the restore of a backup moved aside. */
export const REPLACED = "replaced-";
/** Where a backup is unpacked. */
export const RESTORING = "restoring";

/** Does something to the data folder while no server can use it. What stands in its way is said in a sentence, exit code 1. */
export function withDataFolder(work: (folder: string, settings: Environment) => void): void {
  try {
    loadEnvConfig(process.cwd(), false, { info: () => {}, error: console.error });
    const settings = parseEnvironment(process.env);
    const folder = resolve(settings.GLIMPSE_DATA_DIR);
    createFolder(folder);
    const lock = holdDataFolder(folder, true);
    try {
      work(folder, settings);
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!(error instanceof StartRefused) && !(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

/** What a data folder holds, without its lock and without what a restore left. */
export function entriesOf(folder: string): string[] {
  return readdirSync(folder).filter(
    (name) => !name.startsWith("lock.") && !name.startsWith(REPLACED) && name !== RESTORING,
  );
}

/** Runs `tar`, which Linux, macOS and Windows have. @throws StartRefused with what it said */
export function tar(...parameters: string[]): void {
  try {
    execFileSync("tar", parameters, { stdio: ["inherit", "inherit", "pipe"] });
  } catch (error) {
    const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
    throw new StartRefused(`tar could not do it: ${said || String(error)}`);
  }
}
