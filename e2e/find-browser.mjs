import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

const CONFIGURED = ["GLIMPSE_CHROMIUM", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];
const COMMANDS = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "chrome",
  "microsoft-edge",
];
const MAC_APPS = ["Google Chrome", "Chromium", "Microsoft Edge"];
const WINDOWS_PROGRAMS = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * The path of a Chromium for the tests: the configured one, else Playwright's own download, else one that is
 * installed on this machine; null when there is none.
 *
 * @throws Error when the configured one can't be run
 */
export function findBrowser() {
  return configured() ?? [playwrightsOwn(), ...onThisMachine()].find(isProgram) ?? null;
}

function configured() {
  const name = CONFIGURED.find((variable) => process.env[variable]);
  if (!name) return null;
  const path = process.env[name];
  if (!isProgram(path)) throw new Error(`${name} should be the path of a Chromium: ${path} can't be run.`);
  return path;
}

function playwrightsOwn() {
  return createRequire(import.meta.url)("playwright-core").chromium.executablePath();
}

function onThisMachine() {
  if (process.platform === "win32") {
    const folders = [process.env.ProgramFiles, process.env["ProgramFiles(x86)"], process.env.LOCALAPPDATA];
    return folders
      .filter(Boolean)
      .flatMap((folder) => WINDOWS_PROGRAMS.map((program) => join(folder, program)));
  }
  const apps =
    process.platform === "darwin"
      ? MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)
      : [];
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...apps, ...COMMANDS.flatMap((command) => folders.map((folder) => join(folder, command)))];
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
