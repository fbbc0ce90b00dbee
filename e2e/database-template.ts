/**
 * Creates the embedded database once for all tests: that takes seconds of computing, and copying it a moment. Vitest's
 * global set-up; `copyDatabase` gives a test file its own.
 */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openDatabase } from "../db/client";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder whose database is copied. */
    databaseTemplate: string;
  }
}

export default async function createTemplate(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "glimpse-template-"));
  await (await openDatabase({ dataDir })).close();
  project.provide("databaseTemplate", dataDir);
  return () => rm(dataDir, { recursive: true });
}

/** Puts a new, migrated, empty database into a data folder. @param template what the set-up provided */
export function copyDatabase(template: string, dataDir: string): Promise<void> {
  return cp(join(template, "pglite"), join(dataDir, "pglite"), { recursive: true });
}
