import { randomUUID } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const CHANNEL = "http.server.request.start";
const HEADER = Symbol.for("glimpse.peer-header");
const shared = globalThis as { [HEADER]?: string };

/**
 * Has every request tell who is at the other end of its socket. A handler of Next's sees headers alone, and
 * `X-Forwarded-For` says what its sender likes; so the address is written into a header of a name that nobody outside
 * can know, before anything else reads the request. Returns how to stop.
 */
export function tellPeerAddresses(): () => void {
  const name = peerHeader();
  const tell = (message: unknown) => {
    if (!isRequestStart(message)) return;
    const { headers, socket } = message.request;
    headers[name] = socket.remoteAddress;
  };
  subscribe(CHANNEL, tell);
  return () => unsubscribe(CHANNEL, tell);
}

/** The address at the other end of the request's socket; null where none was told. */
export function peerAddress(headers: Headers): string | null {
  return headers.get(peerHeader());
}

function peerHeader(): string {
  shared[HEADER] ??= `x-peer-${randomUUID()}`;
  return shared[HEADER];
}

function isRequestStart(message: unknown): message is { request: IncomingMessage } {
  return typeof message === "object" && message !== null && "request" in message;
}
