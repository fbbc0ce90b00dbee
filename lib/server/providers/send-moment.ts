import { AsyncLocalStorage } from "node:async_hooks";
import { subscribe } from "node:diagnostics_channel";

type OnSent = (at: number) => void;

const SHARED = Symbol.for("glimpse.send-moment");

/** Next instantiates modules several times in one process; the subscriptions must be made once. */
function shared(): AsyncLocalStorage<OnSent> {
  const holder = globalThis as { [SHARED]?: AsyncLocalStorage<OnSent> };
  holder[SHARED] ??= subscribed();
  return holder[SHARED];
}

/**
 * undici says when it creates a request, in the caller's context, and when it hands its head to the socket, in the
 * socket's. Only the request object is common to both. A cold connection is made before the second moment.
 */
function subscribed(): AsyncLocalStorage<OnSent> {
  const callers = new AsyncLocalStorage<OnSent>();
  const waiting = new WeakMap<object, OnSent>();
  subscribe("undici:request:create", (message) => {
    const onSent = callers.getStore();
    const request = requestOf(message);
    if (onSent && request) waiting.set(request, onSent);
  });
  subscribe("undici:client:sendHeaders", (message) => {
    const request = requestOf(message);
    if (request) waiting.get(request)?.(performance.now());
  });
  return callers;
}

function requestOf(message: unknown): object | null {
  if (typeof message !== "object" || message === null || !("request" in message)) return null;
  return typeof message.request === "object" ? message.request : null;
}

/** Calls `send`, and `onSent` with the moment (`performance.now()`) at which its request goes to the socket. */
export function observeSend<T>(onSent: OnSent, send: () => T): T {
  return shared().run(onSent, send);
}
