import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildIsCurrent, hashSources, markBuilt } from "./build-stamp.ts";

let root: string;

function write(file: string, content: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "glimpse-build-"));
  write("app/page.tsx", "one");
  write("package-lock.json", "{}");
  write(".next/BUILD_ID", "build");
});

afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ["a changed source", () => write("app/page.tsx", "two")],
  ["a new one, however deep", () => write("lib/server/guards/check.ts", "")],
  ["one with brackets in its name", () => write("app/[id]/page.tsx", "")],
  ["a removed one", () => rmSync(join(root, "app/page.tsx"))],
  ["another lockfile", () => write("package-lock.json", "{ }")],
])("%s asks for a new build", (_case, change) => {
  markBuilt(root, hashSources(root));
  expect(buildIsCurrent(root, hashSources(root))).toBe(true);
  change();
  expect(buildIsCurrent(root, hashSources(root))).toBe(false);
});

test("tests and other files don't", () => {
  markBuilt(root, hashSources(root));
  write("app/page.test.tsx", "");
  write("docs/guide.md", "");
  expect(buildIsCurrent(root, hashSources(root))).toBe(true);
});

test("a build that broke off is made again, even if the sources are changed back", () => {
  const before = hashSources(root);
  markBuilt(root, before);
  write("app/page.tsx", "two");
  expect(buildIsCurrent(root, hashSources(root))).toBe(false);
  write("app/page.tsx", "one");
  expect(hashSources(root)).toBe(before);
  expect(buildIsCurrent(root, before)).toBe(false);
});
