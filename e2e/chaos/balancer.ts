/** What stands before the instances: requests in turn, streamed through, and none sent twice that may have arrived. */
import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { pipeline } from "node:stream";
import { text } from "node:stream/consumers";

export type Balancer = { url: string; close(): Promise<void> };

/**
 * Starts a round-robin proxy on a free port. An instance that refuses the connection has not seen the request: the next
 * one gets it. One that breaks off before it answers may have acted on it: only a GET goes to the next, anything
 * else is answered with 502, for the caller to try again under its own `Idempotency-Key`.
 */
export async function startBalancer(instances: readonly string[]): Promise<Balancer> {
  let turn = 0;
  const server = createServer(async (incoming, outgoing) => {
    try {
      const body = await text(incoming);
      const at = turn++ % instances.length;
      pass(incoming, body, outgoing, [...instances.slice(at), ...instances.slice(0, at)]);
    } catch {
      outgoing.destroy(); // The caller left while it was still asking.
    }
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function pass(
  incoming: IncomingMessage,
  body: string,
  outgoing: ServerResponse,
  [instance, ...others]: readonly string[],
): void {
  const { method, headers, url } = incoming;
  const { connection: _, ...rest } = headers;
  // A connection each: on a kept one, nobody could tell whether a request that failed had arrived.
  const request = send(`${instance}${url}`, { method, headers: rest, agent: false });
  const leave = () => request.destroy();
  outgoing.once("close", leave);
  request.once("response", (response) => {
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    outgoing.flushHeaders();
    // Whichever side breaks off, the other one's connection breaks too.
    pipeline(response, outgoing, () => {});
  });
  request.on("error", () => undefined); // one that comes after the first
  request.once("error", (error: NodeJS.ErrnoException) => {
    outgoing.off("close", leave);
    if (outgoing.headersSent || outgoing.destroyed) outgoing.destroy();
    else if (others.length > 0 && (error.code === "ECONNREFUSED" || method === "GET"))
      pass(incoming, body, outgoing, others);
    else outgoing.writeHead(502).end();
  });
  request.end(body);
}
