/**
 * Installs what `package-lock.json` lists, unless it is there already. Run as a program (`node bin/install.mjs`,
 * with `--browser` also a Chromium for the tests) or used by the launcher. Node's own modules only.
 */
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { isInstalled } from "./is-installed.mjs";
import { runChild } from "./run-child.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");

/** Where the Node that Glimpse runs on is installed (the npm package `node`). */
export function installedNode() {
  return join(modules, "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

/** Installs the dependencies when they are missing or not those of the lockfile. False when that failed. */
export async function ensureInstalled() {
  if (
    isInstalled(readJson(join(root, "package-lock.json")), readJson(join(modules, ".package-lock.json"))) &&
    existsSync(installedNode())
  ) {
    return true;
  }
  console.log("Installing dependencies (npm ci) …");
  // In production npm would leave out the development dependencies, our Node among them.
  const { code } = await runChild(
    "npm",
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      shell: process.platform === "win32",
      // npm itself must not run on the Node that it is about to replace.
      env: { ...process.env, PATH: pathWithoutModules() },
    },
  );
  if (code === 0 && existsSync(installedNode())) return true;
  console.error("The dependencies could not be installed; npm's message above says why. Then start again.");
  return false;
}

function pathWithoutModules() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.filter((folder) => !folder.startsWith(modules)).join(delimiter);
}

/** The file's content, or null when there is none that can be read. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let ready = await ensureInstalled();
  if (ready && process.argv.includes("--browser")) {
    const { ensureBrowser } = await import("./install-browser.mjs");
    ready = await ensureBrowser();
  }
  process.exit(ready ? 0 : 1);
}
