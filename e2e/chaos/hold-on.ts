import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** What a connection is slow with: sending its headers or its body, or reading its answer. */
type Kind = "headers" | "body" | "answer";

/** `performance.now()` of its begin and of its end by the server; null while it is open. */
export type SlowConnection = { kind: Kind; socket: Socket; openedAt: number; closedAt: number | null };

const KINDS: Kind[] = ["headers", "body", "answer"];
const HOST = "Host: 127.0.0.1\r\n";
const BODY_HEAD = `${HOST}Content-Type: application/json\r\nContent-Length: 100000\r\n`;
/** A backlog holds some hundreds: one that is turned away would try again a second later. */
const OPENED_AT_ONCE = 100;

/**
 * Opens so many connections, a third of each kind, each sending a byte a second or reading nothing.
 *
 * @param live the comparison whose stream is not read
 */
export async function holdOn(port: number, connections: number, live: string): Promise<SlowConnection[]> {
  const firstWords: Record<Kind, string> = {
    headers: `GET /api/catalog HTTP/1.1\r\n${HOST}X-Slow: `,
    body: `POST /api/comparisons HTTP/1.1\r\n${BODY_HEAD}\r\n`,
    answer: `GET /api/comparisons/${live}/stream HTTP/1.1\r\n${HOST}\r\n`,
  };
  const slow: SlowConnection[] = [];
  while (slow.length < connections) {
    const more = Math.min(OPENED_AT_ONCE, connections - slow.length);
    const kindOf = (index: number) => KINDS[(slow.length + index) % KINDS.length] ?? "body";
    const kinds = Array.from({ length: more }, (_, index) => kindOf(index));
    slow.push(...(await Promise.all(kinds.map((kind) => open(port, kind, firstWords[kind])))));
    await sleep(50);
  }
  const dripping = setInterval(() => {
    for (const { kind, socket } of slow) if (kind !== "answer" && socket.writable) socket.write("x");
  }, 1_000);
  dripping.unref();
  return slow;
}

async function open(port: number, kind: Kind, firstWords: string): Promise<SlowConnection> {
  const socket = connect(port, "127.0.0.1");
  const connection: SlowConnection = { kind, socket, openedAt: performance.now(), closedAt: null };
  socket.on("error", () => {}); // a reset is one of the ways to be closed
  socket.once("close", () => {
    connection.closedAt = performance.now();
  });
  await once(socket, "connect");
  socket.write(firstWords);
  if (kind === "answer") socket.pause();
  else socket.resume();
  return connection;
}
