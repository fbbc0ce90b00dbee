import { providers } from "@/lib/catalog/catalog";
import { listCustomEndpoints } from "./custom-endpoints";
import { env } from "./env";
import { SealError } from "./secrets";

/** Shorter ones are no secrets: a local server is often given "EMPTY" or "local-key". */
const LEAST_LENGTH = 12;

/** Every provider key that this server holds for `owner`: the environment's, and those of custom endpoints. */
export async function ownKeys(owner: string): Promise<string[]> {
  const variables = providers.map(({ keyVariable }) =>
    keyVariable === null ? null : Reflect.get(env(), keyVariable),
  );
  const endpoints = await listCustomEndpoints(owner);
  const stored = await Promise.all(endpoints.map(({ readKey }) => readKey().catch(unreadable)));
  return [...variables, ...stored].filter(
    (key): key is string => typeof key === "string" && key.length >= LEAST_LENGTH,
  );
}

/** A key that can't be opened can't be known to be in a text either. */
function unreadable(error: unknown): null {
  if (error instanceof SealError) return null;
  throw error;
}
