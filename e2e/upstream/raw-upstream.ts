/**
 * A scripted SSE server for tests: says exactly the bytes it is told to, one socket write a frame, and stamps every
 * write, so that a test can compare what Glimpse measured with the sender's own clock.
 */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import {
  encodeFrame,
  type Frame,
  type Handler,
  jsonScript,
  parseBody,
  type RawRequest,
  type Script,
} from "./script.ts";

/** `request` and `frame` are indices; `at` is `performance.now()` just before the write. */
type Write = { request: number; frame: number; at: number };

export type RawUpstream = {
  /** Without a trailing slash; any path is answered. */
  url: string;
  /** From now on answers every request with this; until then the answer is 404. */
  respondWith: (answer: Script | Handler) => void;
  /** In order of arrival. */
  requests: RawRequest[];
  /** Those that asked for an answer. */
  calls(): RawRequest[];
  /** As `respondWith`, for look-ups of what a generation cost, which come seconds after it, in the midst of others. */
  respondToLookUpsWith: (answer: Script | Handler) => void;
  lookUps: RawRequest[];
  writes: Write[];
  /** Breaks open connections and frees the port. */
  close: () => Promise<void>;
};

function writeFrame(response: ServerResponse, frame: Frame): Promise<void> {
  // Waiting for each write keeps frames apart: writes in one tick would share a packet.
  return new Promise((resolve) => response.write(encodeFrame(frame), () => resolve()));
}

async function play(
  response: ServerResponse,
  script: Script,
  onWrite: (frame: number) => void,
): Promise<void> {
  const left = new AbortController();
  response.once("close", () => left.abort());
  response.writeHead(script.status ?? 200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-cache",
    ...script.headers,
  });
  response.flushHeaders();
  let index = 0;
  for (const frame of script.frames) {
    if (frame.afterMs) await sleep(frame.afterMs, undefined, { signal: left.signal });
    if (response.destroyed) return;
    onWrite(index++);
    await writeFrame(response, frame);
  }
  if (script.end === "cut") response.destroy();
  else if (script.end === "reset") response.socket?.resetAndDestroy();
  else if (script.end !== "hang") response.end();
}

function handlerOf(answer: Script | Handler): Handler {
  return typeof answer === "function" ? answer : () => answer;
}

async function record(request: IncomingMessage): Promise<RawRequest> {
  const whole = await text(request);
  const { method = "GET", url = "/", headers } = request;
  const body = parseBody(whole);
  return { method, path: url, headers, body, text: whole, receivedAt: performance.now(), closedAt: null };
}

/** Starts a raw upstream on 127.0.0.1, on a free port unless one is given; rejects when the port is taken. */
export async function startRawUpstream({ port = 0 }: { port?: number } = {}): Promise<RawUpstream> {
  const noScript: Handler = () => jsonScript(404, { error: { message: "No script" } });
  let handler = noScript;
  let lookUpHandler = noScript;
  const requests: RawRequest[] = [];
  const lookUps: RawRequest[] = [];
  const writes: Write[] = [];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await record(incoming);
    if (request.method === "GET" && request.path.includes("/generation?")) {
      lookUps.push(request);
      return play(response, await lookUpHandler(request), () => undefined);
    }
    const number = requests.push(request) - 1;
    response.once("close", () => {
      request.closedAt = performance.now();
    });
    const script = await handler(request);
    await play(response, script, (frame) => writes.push({ request: number, frame, at: performance.now() }));
  }

  // A connection that is kept is the client's to close: closed from here, it might be just when a request is on its way.
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, response) => {
    incoming.socket.setNoDelay(true);
    answer(incoming, response).catch((error: unknown) => {
      // After the headers it is the client that left; before them the handler threw, and the test should see why.
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain" }).end(String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("not listening on a port");

  return {
    url: `http://127.0.0.1:${address.port}`,
    respondWith: (next) => {
      handler = handlerOf(next);
    },
    requests,
    calls: () => requests.filter(({ method }) => method === "POST"),
    respondToLookUpsWith: (next) => {
      lookUpHandler = handlerOf(next);
    },
    lookUps,
    writes,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
