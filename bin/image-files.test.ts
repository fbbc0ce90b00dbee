import { readFileSync } from "node:fs";
import { join, matchesGlob } from "node:path";
import { expect, test } from "vitest";

/** What the image runs outside of Next's own bundle. */
const PROGRAMS = [
  "bin/serve-image.ts",
  "bin/check-health.mjs",
  "bin/backup.ts",
  "bin/restore.ts",
  "bin/refresh-prices.mjs",
  "db/embedded/worker.ts",
  "db/embedded/create-folder.ts",
];

/** Every file and package that these files import at run time, and what those import in turn. */
function importsOf(files: string[], seen = new Set<string>()): Set<string> {
  for (const file of files) {
    if (seen.has(file)) continue;
    seen.add(file);
    if (file.startsWith("node_modules/") || file.endsWith(".json")) continue;
    const imports = readFileSync(file, "utf8").matchAll(
      /^(?:import (?!type )(?:[^;"]* from )?|export [^;"]* from )"([^"]+)"/gm,
    );
    const named = [...imports].map(([, name = ""]) => name).filter((name) => !name.startsWith("node:"));
    importsOf(
      named.map((name) => placeOf(name, file)),
      seen,
    );
  }
  return seen;
}

function placeOf(name: string, importer: string): string {
  if (name.startsWith(".")) return join(importer, "..", name);
  return `node_modules/${name.match(/^(@[^/]+\/)?[^/]+/)?.[0]}/package.json`;
}

test("the image holds all that its programs import", async () => {
  process.env.GLIMPSE_BUILD_IMAGE = "1";
  const { default: config } = await import("../next.config");
  const globs = Object.values(config.outputFileTracingIncludes ?? {}).flat();
  const needed = [...importsOf(PROGRAMS)].filter((file) => file !== "package.json");
  expect(needed).toContain("node_modules/zod/package.json");
  expect(needed.filter((file) => !globs.some((glob) => matchesGlob(file, glob)))).toEqual([]);
});
