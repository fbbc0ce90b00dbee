import { type ChildProcess, spawn } from "node:child_process";
import { freePort } from "../free-port.ts";
import { waitUntil } from "./server-under-test.ts";

/** Starts the plain AI SDK path, its provider at `upstreamUrl`, in a process of its own. */
export async function startPlain(
  upstreamUrl: string,
): Promise<{ url: string; pid: number; child: ChildProcess }> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["e2e/bench/plain-server.ts", "--port", String(port), "--upstream", upstreamUrl],
    {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  await waitUntil(async () => (await fetch(url)).ok, "the plain server");
  if (child.pid === undefined) throw new Error("the plain server has no pid");
  return { url, pid: child.pid, child };
}
