import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { freePort } from "./free-port.ts";

export type TestRedis = {
  url: string;
  pid: () => number;
  /** Kills it; it forgets everything, for it writes nothing to disk. */
  stop(): Promise<void>;
  /** Starts it again where it was, empty. */
  restart(): Promise<void>;
};

/** Whether there is a `redis-server` on this machine. */
export const hasRedis = spawnSync("redis-server", ["--version"]).status === 0;

/** Starts a `redis-server` on a free port of 127.0.0.1, without persistence; it ends with this process at the latest. */
export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let server = await startServer(port);
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  };
  process.once("exit", () => server.kill("SIGKILL"));
  return {
    url: `redis://127.0.0.1:${port}`,
    pid: () => server.pid ?? Number.NaN,
    stop,
    async restart() {
      await stop();
      server = await startServer(port);
    },
  };
}

async function startServer(port: number): Promise<ChildProcess> {
  const settings = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const server = spawn("redis-server", settings, { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  for await (const bytes of server.stdout) {
    said += bytes;
    if (said.includes("Ready to accept connections")) break;
  }
  if (!said.includes("Ready to accept connections")) throw new Error(`redis-server does not start:\n${said}`);
  return server;
}
