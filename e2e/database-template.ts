/**
 * Creates the databases once for all tests, an embedded one and a real Postgres': that takes seconds of computing, and
 * copying them a moment. Vitest's global set-up; `copyDatabase` and `copyPostgres` give a test file its own.
 */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../db/client";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder whose database is copied. */
    databaseTemplate: string;
    /** The folder of a Postgres, which is copied whole. */
    postgresTemplate: string;
  }
}

const run = promisify(execFile);

export default async function createTemplate(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-template-"));
  await (await openDatabase({ dataDir })).close();
  project.provide("databaseTemplate", dataDir);
  const postgresDir = await mkdtemp(join(tmpdir(), "glimpse-postgres-"));
  const { stdout, stderr } = await run(process.execPath, ["e2e/create-postgres.ts", postgresDir]);
  if (!stdout.includes("created")) throw new Error(`A Postgres can't be made for the tests:\n${stderr}`);
  project.provide("postgresTemplate", postgresDir);
  return async () => {
    for (const folder of [dataDir, postgresDir]) await rm(folder, { recursive: true });
  };
}

/** Puts a new, migrated, empty database into a data folder. @param template what the set-up provided */
export function copyDatabase(template: string, dataDir: string): Promise<void> {
  return cp(join(template, "pglite"), join(dataDir, "pglite"), { recursive: true });
}

/** Copies the folder of a Postgres, which keeps its owner. @returns the copy's folder */
export async function copyPostgres(template: string): Promise<string> {
  const folder = `${template}-${randomUUID()}`;
  await run("cp", ["-a", template, folder]);
  return folder;
}
