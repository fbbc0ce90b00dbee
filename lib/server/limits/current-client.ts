import { AsyncLocalStorage } from "node:async_hooks";
import type { Caller } from "../caller";
import { clientNetwork } from "../guards/client-address";
import { serverMode } from "../mode";
import type { Counted } from "./client-limits";

/** Whom limits count: by the network that a request came from, and by its session or token, if it has one. */
export type Client = Readonly<Record<Counted, string | null>>;

// Next loads this module several times in one process: only globalThis is shared.
const CLIENT = Symbol.for("glimpse.client");
const shared = globalThis as { [CLIENT]?: AsyncLocalStorage<Client> };

function storage(): AsyncLocalStorage<Client> {
  shared[CLIENT] ??= new AsyncLocalStorage();
  return shared[CLIENT];
}

/** Who sent a request; null for the operator of a public server, whose limits are for others. */
export function clientOf({ role, sessionId, tokenId }: Caller, headers: Headers): Client | null {
  if (role === "operator" && serverMode() === "public") return null;
  return { address: clientNetwork(headers), session: sessionId ?? tokenId };
}

/** Answers a client's request, so that whatever it starts is counted as the client's. */
export function onBehalfOf<T>(client: Client | null, answer: () => Promise<T>): Promise<T> {
  return client ? storage().run(client, answer) : answer();
}

/** Whose request is being answered; undefined for whom nothing is limited, and outside of any request. */
export function currentClient(): Client | undefined {
  return storage().getStore();
}
