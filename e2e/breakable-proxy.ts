import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to a TCP server that can be broken like a network, or like the server itself. */
export type BreakableProxy = {
  port: number;
  /** Breaks all connections and refuses new ones. */
  cut(): Promise<void>;
  /** Ends all connections as a server does that is gone: without a word, and takes new ones. */
  drop(): void;
  /** Takes connections and bytes, and passes nothing on, in either direction. */
  hang(): void;
  /** Hangs once a client has sent something that holds `text` and so many pieces after it, which all get there. */
  hangAfter(text: string, piecesAfter: number): void;
  /** Passes everything on again, what was held back too. */
  restore(): Promise<void>;
  close(): Promise<void>;
};

type Pair = { client: Socket; server: Socket };

/** What to wait for, then in how many more pieces of that client's. */
type Trigger = { text: string; pieces: number; client: Socket | null };

/** Starts a proxy on a free port of this machine to another one. */
export async function startBreakableProxy(targetPort: number): Promise<BreakableProxy> {
  const pairs = new Set<Pair>();
  let isHanging = false;
  let trigger: Trigger | null = null;

  const hang = () => {
    isHanging = true;
    for (const { client, server } of pairs) {
      client.pause();
      server.pause();
    }
  };
  const proxy = createServer((client) => {
    const server = connect(targetPort, "127.0.0.1");
    const pair = { client, server };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
    client.on("data", (bytes) => {
      server.write(bytes);
      if (trigger?.client === null && bytes.includes(trigger.text)) trigger.client = client;
      else if (trigger?.client === client) trigger.pieces -= 1;
      if (trigger?.client !== client || trigger.pieces > 0) return;
      trigger = null;
      hang();
    });
    server.on("data", (bytes) => client.write(bytes));
    if (isHanging) hang();
  });
  const port = await listen(proxy, 0);

  return {
    port,
    async cut() {
      const closed = once(proxy, "close");
      proxy.close();
      for (const { client, server } of pairs) {
        client.resetAndDestroy();
        server.destroy();
      }
      await closed;
    },
    drop() {
      for (const { client } of pairs) client.end();
    },
    hang,
    hangAfter(text, piecesAfter) {
      trigger = { text, pieces: piecesAfter, client: null };
    },
    async restore() {
      isHanging = false;
      for (const { client, server } of pairs) {
        client.resume();
        server.resume();
      }
      if (!proxy.listening) await listen(proxy, port);
    },
    async close() {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      if (proxy.listening) await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return address.port;
}
