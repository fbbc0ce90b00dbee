import { spawn } from "node:child_process";
import { once } from "node:events";
import { SERVER_FLAGS } from "../../bin/server-flags.ts";
import { freePort } from "../free-port.ts";

export type ServerUnderTest = { url: string; pid: number; stop(): Promise<void> };

/** Starts the built Glimpse on `dataDir`, its Z.ai and OpenRouter at `upstreamUrl`. */
export async function startServer(upstreamUrl: string, dataDir: string): Promise<ServerUnderTest> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    [...SERVER_FLAGS, "node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)],
    {
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_MANUAL_SIG_HANDLE: "1",
        NODE_OPTIONS: "--disable-warning=ExperimentalWarning",
        GLIMPSE_DATA_DIR: dataDir,
        ZAI_API_KEY: "bench-key-zai",
        ZAI_BASE_URL: `${upstreamUrl}/zai`,
        OPENROUTER_API_KEY: "bench-key-openrouter",
        OPENROUTER_BASE_URL: `${upstreamUrl}/openrouter`,
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  await waitUntil(async () => {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}; was it built?`);
    return (await fetch(`${url}/api/health`)).ok;
  }, "the server");
  if (child.pid === undefined) throw new Error("the server has no pid");
  return {
    url,
    pid: child.pid,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGTERM");
      await once(child, "exit");
    },
  };
}

/** Asks every 100 ms until the answer is yes; throws after 20 s. A refused connection is a no. */
export async function waitUntil(isReady: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    try {
      if (await isReady()) return;
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch's way to say that nobody listens
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} was not up within 20 s`);
}
