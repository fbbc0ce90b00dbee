import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a build is made from. */
const SOURCES = [
  "{app,components,db,lib,public}/**",
  "{next.config,instrumentation,instrumentation-client,proxy}.ts",
  "{package,package-lock,tsconfig}.json",
  "postcss.config.mjs",
];

/** A hash over the names and contents of everything that `root`'s build is made from; tests don't count. */
export function hashSources(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(SOURCES, { cwd: root }).filter((file) => !/\.test\.tsx?$/.test(file));
  for (const file of files.sort()) {
    const path = join(root, file);
    if (!statSync(path).isFile()) continue;
    hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/** Whether `root` holds a finished build of these sources. */
export function buildIsCurrent(root: string, sources: string): boolean {
  const stamp = stampFile(root);
  if (!existsSync(join(root, ".next", "BUILD_ID")) || !existsSync(stamp)) return false;
  if (readFileSync(stamp, "utf8") === sources) return true;
  // The build that is about to start may break off: what it leaves is nobody's.
  rmSync(stamp);
  return false;
}

/** Remembers that `root`'s build was made from these sources. */
export function markBuilt(root: string, sources: string): void {
  writeFileSync(stampFile(root), sources);
}

function stampFile(root: string): string {
  return join(root, ".next", "glimpse-build");
}
