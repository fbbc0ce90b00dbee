import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { IncomingMessage, Server, ServerResponse } from "node:http";

const CHANNEL = "http.server.request.start";

/** How long a client may take. Of headers: Node looks every 30 s. `idleMs`: between two requests of a connection. */
type Patience = { headersMs: number; bodyMs: number; unreadMs: number; idleMs: number };

/**
 * A body's is longer than that of `readJsonBody`, whose answer says what is wrong. Idle connections are kept longer than
 * clients and proxies keep them (Caddy: two minutes), because a request on a connection that is just being closed is lost.
 */
const PATIENCE: Patience = { headersMs: 10_000, bodyMs: 20_000, unreadMs: 60_000, idleMs: 130_000 };

/**
 * Closes connections that only hold on: whose headers or bodies drip in, and whose answers nobody reads. Next makes the
 * server object itself and waits for minutes; it is met with the first request. An answer may take as long as it likes.
 * Returns how to stop.
 */
export function closeSlowClients(patience: Patience = PATIENCE): () => void {
  const { headersMs, bodyMs, unreadMs, idleMs } = patience;
  const onStart = (message: unknown) => {
    if (!isRequestStart(message)) return;
    const { request, response, server } = message;
    server.headersTimeout = headersMs;
    server.timeout = unreadMs;
    server.keepAliveTimeout = idleMs;
    // Silence is no fault of the client, unless it is the client's to read what is there.
    response.on("timeout", () => {
      if (request.socket.writableLength > 0) request.socket.destroy();
    });
    if (hasBody(request)) closeAfter(bodyMs, request);
  };
  subscribe(CHANNEL, onStart);
  return () => unsubscribe(CHANNEL, onStart);
}

function closeAfter(bodyMs: number, request: IncomingMessage): void {
  const timer = setTimeout(() => {
    if (!request.complete) request.socket.destroy();
  }, bodyMs);
  timer.unref();
  request.once("close", () => {
    if (request.complete) clearTimeout(timer);
  });
}

function hasBody({ headers }: IncomingMessage): boolean {
  return "content-length" in headers || "transfer-encoding" in headers;
}

type RequestStart = { request: IncomingMessage; response: ServerResponse; server: Server };

function isRequestStart(message: unknown): message is RequestStart {
  if (typeof message !== "object" || message === null) return false;
  if (!("request" in message && "response" in message && "server" in message)) return false;
  const { request, response, server } = message;
  return request instanceof IncomingMessage && response instanceof ServerResponse && server instanceof Server;
}
