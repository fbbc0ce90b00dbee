/**
 * What `npm start` and `npm run dev` (with `--dev`) run, on whatever Node the machine has. Plain JavaScript and
 * Node's own modules only: nothing may be installed yet.
 */
import { fileURLToPath } from "node:url";
import { ensureInstalled, installedNode } from "./install.mjs";
import { exitLike, runNode } from "./run-child.mjs";

const WANTED_MAJOR = 24;
const major = Number(process.versions.node.split(".")[0]);

if (major < 20) {
  console.error(
    `Glimpse needs Node 20 or newer, and this is ${process.versions.node}. Get one at https://nodejs.org.`,
  );
  process.exit(1);
}

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
// npm can't pass on its own `kill -9`: without this, the server would outlive it.
if (process.env.npm_lifecycle_event !== undefined) await import("./end-with-parent.mjs");

if (!(await ensureInstalled())) process.exit(1);

if (major >= WANTED_MAJOR) {
  const { serve } = await import("./serve.ts");
  await serve(process.argv.includes("--dev") ? "dev" : "source");
} else {
  exitLike(await runNode(installedNode(), [fileURLToPath(import.meta.url), ...process.argv.slice(2)]));
}
