import { once } from "node:events";
import { createServer } from "node:net";

/** Below those that the system hands out by itself, which somebody else may get before they are listened at. */
const FIRST = 20_000;
const LAST = 32_000;

/** A port of 127.0.0.1 at which nobody listens, for a server that can't choose one itself or comes back to it. */
export async function freePort(): Promise<number> {
  const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
  const server = createServer();
  try {
    await once(server.listen(port, "127.0.0.1"), "listening");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    return freePort();
  }
  const closed = once(server, "close");
  server.close();
  await closed;
  return port;
}
