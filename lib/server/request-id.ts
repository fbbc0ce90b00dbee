import { AsyncLocalStorage } from "node:async_hooks";

// Next loads this module several times in one process: only globalThis is shared.
const REQUEST = Symbol.for("glimpse.request-id");
const shared = globalThis as { [REQUEST]?: AsyncLocalStorage<string> };

function storage(): AsyncLocalStorage<string> {
  shared[REQUEST] ??= new AsyncLocalStorage();
  return shared[REQUEST];
}

/** The request that is being answered, or that started the run which is being carried out; undefined outside of any. */
export function currentRequestId(): string | undefined {
  return storage().getStore();
}

/** Gives each request an id that its answer and every log line about it bear, so that one is found by the other. */
export function withRequestId<Context>(
  route: (request: Request, context: Context) => Promise<Response>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const id = crypto.randomUUID();
    const response = await storage().run(id, () => route(request, context));
    response.headers.set("x-request-id", id);
    return response;
  };
}
