import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { type Environment, EnvironmentError, parseEnvironment } from "../lib/server/env.ts";
import { buildIsCurrent, hashSources, markBuilt } from "./build-stamp.ts";
import { checkAddress, checkExposure, holdDataFolder, StartRefused } from "./check-start.ts";
import { ENDS_WITH_PARENT, exitLike, runNode } from "./run-child.mjs";
import { SERVER_FLAGS } from "./server-flags.ts";

// CommonJS whose names Node can't see from the outside; it comes with Next.
const { loadEnvConfig } = createRequire(import.meta.url)("@next/env") as typeof import("@next/env");

const NEXT = join("node_modules", "next", "dist", "bin", "next");
/** What Next's standalone build is started by. */
const STANDALONE = "server.js";

/** `source`: from a checkout, built where needed. `dev`: the same, reloading. `image`: the standalone build. */
type Form = "source" | "dev" | "image";

/**
 * Second half of the launcher, on Node 24: checks that the server can start, builds it when its sources changed, and
 * becomes it (same process, so that signals and `kill -9` reach the server itself).
 *
 * Whatever is wrong with the configuration ends the process here, before the build and before anything listens:
 * Next listens before the application's own code runs. Doesn't return.
 */
export async function serve(form: Form): Promise<void> {
  silenceExperimentalWarnings();
  const dev = form === "dev";
  // Next reads the .env files itself, and again when they change: it gets the environment as it was.
  const environment = serverEnvironment(dev);
  try {
    // Which .env files count depends on it.
    Object.assign(process.env, { NODE_ENV: environment.NODE_ENV });
    loadEnvConfig(process.cwd(), dev, { info: () => {}, error: console.error });
    const settings = parseEnvironment(process.env);
    checkExposure(settings);
    await checkAddress(settings.HOST, settings.PORT);
    // Held while building, so that a second start is refused at once.
    const folder = holdDataFolder(resolve(settings.GLIMPSE_DATA_DIR), settings.DATABASE_URL === undefined);
    if (form === "source") await buildWhenNeeded(environment);
    folder.release();
    // The standalone server is told its address by the environment, where Docker has put its own HOSTNAME.
    await becomeNext(commandOf(form, settings), { ...environment, HOSTNAME: settings.HOST });
  } catch (error) {
    if (!(error instanceof StartRefused) && !(error instanceof EnvironmentError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

function commandOf(form: Form, { HOST, PORT }: Environment): string[] {
  const address = ["-H", HOST, "-p", String(PORT)];
  if (form === "dev") return [NEXT, "dev", ...address];
  return [...SERVER_FLAGS, ...(form === "image" ? [STANDALONE] : [NEXT, "start", ...address])];
}

function serverEnvironment(dev: boolean): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // The application drains its streams before it ends; Next would wait for the clients.
    ...(dev ? {} : { NEXT_MANUAL_SIG_HANDLE: "1" }),
    // node:sqlite, for the data folder's lock.
    NODE_OPTIONS: [process.env.NODE_OPTIONS, "--disable-warning=ExperimentalWarning"]
      .filter(Boolean)
      .join(" "),
  };
}

async function buildWhenNeeded(environment: NodeJS.ProcessEnv): Promise<void> {
  const sources = hashSources(process.cwd());
  if (buildIsCurrent(process.cwd(), sources)) return;
  console.log("Building (the first start, or the sources changed) …");
  const end = await runNode(process.execPath, [NEXT, "build"], { env: environment });
  if (end.signal) exitLike(end);
  if (end.code !== 0) throw new StartRefused("The build failed; Next's message above says why.");
  markBuilt(process.cwd(), sources);
}

/** Replaces this process by Next; where the system can't (Windows), runs it as a child. Doesn't return. */
async function becomeNext(command: string[], environment: NodeJS.ProcessEnv): Promise<void> {
  const parentMatters =
    process.execArgv.includes("--import") || process.env.npm_lifecycle_event !== undefined;
  const parameters = [...(parentMatters ? ENDS_WITH_PARENT : []), ...command];
  if (process.execve) process.execve(process.execPath, [process.execPath, ...parameters], environment);
  exitLike(await runNode(process.execPath, command, { env: environment }));
}

/** `execve` and `node:sqlite` announce themselves as experimental: nothing that who starts Glimpse can act on. */
function silenceExperimentalWarnings(): void {
  process.removeAllListeners("warning");
  process.on("warning", (warning) => {
    if (warning.name !== "ExperimentalWarning") console.error(warning);
  });
}
