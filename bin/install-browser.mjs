import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { findBrowser } from "../e2e/find-browser.mjs";
import { runChild } from "./run-child.mjs";

const INSTALL_LIMIT_MS = 5 * 60_000;

/** Makes sure that there is a Chromium for the browser tests. False when there is none and none could be installed. */
export async function ensureBrowser() {
  try {
    if (findBrowser()) return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
  console.log("Installing a Chromium for the browser tests …");
  // In a Debian container, its own package is the surest: it brings the libraries along.
  for (const install of [installDebianPackage, downloadWithPlaywright]) {
    await install();
    if (findBrowser()) return true;
  }
  console.error(
    "There is no Chromium for the browser tests. Install Chrome or Chromium, or set GLIMPSE_CHROMIUM to its path.",
  );
  return false;
}

async function installDebianPackage() {
  if (process.getuid?.() !== 0 || !isDebian() || !existsSync("/usr/bin/apt-get")) return;
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, timeout: INSTALL_LIMIT_MS };
  const { code } = await runChild("apt-get", ["update"], options);
  if (code === 0)
    await runChild("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], options);
}

/** Debian itself: Ubuntu's package of this name only installs a snap, which doesn't run in a container. */
function isDebian() {
  return existsSync("/etc/os-release") && /^ID=debian$/m.test(readFileSync("/etc/os-release", "utf8"));
}

async function downloadWithPlaywright() {
  const cli = join("node_modules", "@playwright", "test", "cli.js");
  await runChild(process.execPath, [cli, "install", "chromium"], {
    // A connection that doesn't come about within this will not come about: there are several mirrors to try.
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "10000" },
    timeout: INSTALL_LIMIT_MS,
    killSignal: "SIGKILL",
  });
}
