import { parseJson } from "../wire-failures";
import { recordOf, type WireJson } from "./dialect-wire";

type Fetch = typeof globalThis.fetch;

/** What the SDK gets in the place of a key where a server takes none: without one it would look into the environment, where another provider's may be. */
export const NO_KEY = "none";

/** A `fetch` that changes what the SDK made of a request before it goes to the tap: these SDKs offer no hook for it. */
export function rewriteRequest(
  fetch: Fetch,
  { apiKey, rewriteBody }: { apiKey: string | null; rewriteBody: (body: WireJson) => WireJson },
): Fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (apiKey === null) headers.delete("authorization");
    const body = typeof init?.body === "string" ? recordOf(parseJson(init.body)) : null;
    return fetch(input, { ...init, headers, body: JSON.stringify(rewriteBody(body ?? {})) });
  };
}
