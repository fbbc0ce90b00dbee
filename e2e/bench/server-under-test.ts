import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

export type ServerUnderTest = { url: string; stop(): Promise<void> };

/** Starts the built Glimpse on `dataDir`, its Z.ai and OpenRouter at `upstreamUrl`. */
export async function startServer(upstreamUrl: string, dataDir: string): Promise<ServerUnderTest> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)],
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
  await healthy(url, child);
  return {
    url,
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

async function healthy(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}; was it built?`);
    const isUp = await fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server did not become healthy within 20 s");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
