import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as later } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSlowClients } from "./slow-clients";

const PATIENCE = { headersMs: 1_000, bodyMs: 1_000, unreadMs: 1_000, idleMs: 60_000 };
/** What a loopback connection's buffers don't hold. */
const MUCH = Buffer.alloc(32 * 1024 * 1024);

let stop: () => void;
let port: number;
/** The end of the newest answer, whole or not. */
let over: Promise<unknown>;

const server = createServer({ connectionsCheckingInterval: 50 }, async (request, response) => {
  over = once(response, "close");
  await ROUTES[request.url ?? ""]?.(request, response);
});
const ROUTES: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
  "/body": async (request, response) => response.end(await text(request).catch(() => "")),
  "/refused": (_request, response) => response.writeHead(429).end(),
  "/much": (_request, response) => response.end(MUCH),
  "/late": async (_request, response) => {
    await later(3 * PATIENCE.unreadMs);
    response.end("late");
  },
};

beforeAll(async () => {
  stop = closeSlowClients(PATIENCE);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the test's server has no port");
  port = address.port;
});
afterAll(() => {
  stop();
  server.closeAllConnections();
  server.close();
});

async function open(head: string): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => {}); // a reset is one of the ways to be closed
  await once(socket, "connect");
  socket.write(head);
  return socket;
}

/** Sends a byte now and then until the server closes the connection; gives for how long it was open. */
async function drip(socket: Socket): Promise<number> {
  const openedAt = performance.now();
  const dripping = setInterval(() => socket.write("x"), 20);
  socket.resume();
  await new Promise((resolve) => socket.once("close", resolve)); // events.once would reject at a reset
  clearInterval(dripping);
  return performance.now() - openedAt;
}

/** Reads all there is, waiting now and then; gives how much it was. */
async function bytesOf(socket: Socket, pause = async () => {}): Promise<number> {
  let bytes = 0;
  let pausedAt = 0;
  try {
    for await (const piece of socket) {
      bytes += piece.length;
      if (bytes - pausedAt < 1024 * 1024) continue;
      pausedAt = bytes;
      await pause();
    }
  } catch {
    // A reset is one of the ways to be cut.
  }
  return bytes;
}

const post = (path: string) => `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n`;

test.each(["/body", "/refused"])("a body that drips in is cut, %s", async (path) => {
  expect(await drip(await open(post(path)))).toBeLessThan(30_000);
});

test("headers that drip in are cut", async () => {
  await fetch(`http://127.0.0.1:${port}/body`, { method: "POST", body: "the server is met now" });
  expect(await drip(await open("GET /late HTTP/1.1\r\nX: "))).toBeLessThan(30_000);
});

test("a connection waits for its next request longer than Node's five seconds", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<{ socket: Socket; waits: unknown }>((resolve, reject) => {
      const asked = request({ agent, port, host: "127.0.0.1", method: "POST", path: "/body" }, (response) => {
        const { socket, headers } = response;
        response.resume().once("end", () => resolve({ socket, waits: headers["keep-alive"] }));
      });
      asked.once("error", reject).end("a word");
    });
  const first = await ask();
  await later(7_000);
  const second = await ask();
  expect(second.socket).toBe(first.socket);
  expect(second.waits).toBe("timeout=60");
  agent.destroy();
});

test("an answer that nobody reads is cut", async () => {
  const socket = await open("GET /much HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  await once(server, "request");
  await over;
  expect(await bytesOf(socket)).toBeLessThan(MUCH.length);
});

test("an answer that takes its time is not, nor one that is read slowly, nor a body that comes at once", async () => {
  const ask = async (path: string, init?: RequestInit) =>
    (await fetch(`http://127.0.0.1:${port}${path}`, init)).text();
  expect(await ask("/late")).toBe("late");
  expect(await ask("/body", { method: "POST", body: "quick" })).toBe("quick");
  const socket = await open("GET /much HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  expect(await bytesOf(socket, () => later(20))).toBeGreaterThan(MUCH.length);
});
