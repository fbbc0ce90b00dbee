import { expect, test } from "vitest";
import { isInstalled } from "./is-installed.mjs";

const packages = {
  "": { version: "0.1.0" },
  "node_modules/next": { version: "16.4.6", integrity: "sha512-a" },
  "node_modules/@next/swc-darwin-arm64": { version: "16.4.6", optional: true },
};
const { "node_modules/@next/swc-darwin-arm64": _forOtherMachines, ...here } = packages;

test("everything of the lockfile is there, but for what is optional", () => {
  expect(isInstalled({ packages }, { packages: here })).toBe(true);
});

test.each([
  ["nothing is installed", null],
  ["a package is missing", { packages: {} }],
  [
    "a package has another version",
    { packages: { "node_modules/next": { version: "16.4.5", integrity: "sha512-b" } } },
  ],
])("%s", (_case, installed) => {
  expect(isInstalled({ packages }, installed)).toBe(false);
});
