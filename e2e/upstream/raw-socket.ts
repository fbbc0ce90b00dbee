import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export type RawSocket = {
  /** `127.0.0.1:port` */
  host: string;
  /** From now on each connection is handed over here, its first bytes having come; until then they stay unanswered. */
  respondWith: (answer: (socket: Socket) => void) => void;
  /** Connections that are open now. */
  open: () => number;
  close: () => Promise<void>;
};

/** A server that accepts connections and speaks no protocol by itself: for answers that are not even HTTP. */
export async function startRawSocket(): Promise<RawSocket> {
  let answer: (socket: Socket) => void = () => undefined;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that resets the connection is what some tests wait for.
    socket.on("error", () => socket.destroy());
    socket.once("data", () => answer(socket));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");
  return {
    host: `127.0.0.1:${address.port}`,
    respondWith: (next) => {
      answer = next;
    },
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
