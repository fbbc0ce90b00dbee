import { database } from "@/db/client";
import { listProviderKeys } from "@/db/queries/provider-keys";
import { providers } from "@/lib/catalog/catalog";
import { listCustomEndpoints } from "./custom-endpoints";
import { OPERATOR } from "./keys/keyring";
import { keysInUseBy } from "./keys/keys-in-use";
import { openKey } from "./keys/stored-key";
import { environmentVariable } from "./providers/endpoint";
import { isSecret } from "./redaction/secret-forms";
import { SealError } from "./secrets";

/**
 * Every provider key that this server holds for `owner`: the environment's, those of Settings, which visitors may be
 * called with too, those of custom endpoints, and those that a visitor brought along lately.
 */
export async function ownKeys(owner: string): Promise<string[]> {
  const variables = providers.map(({ keyVariable }) => environmentVariable(keyVariable));
  const endpoints = await listCustomEndpoints(owner);
  const entered = await listProviderKeys(await database(), OPERATOR);
  const stored = await Promise.all([
    ...endpoints.map(({ readKey }) => readKey().catch(unreadable)),
    ...entered.map((key) => openKey(key).catch(unreadable)),
  ]);
  return [...variables, ...stored, ...keysInUseBy(owner)].filter(
    (key): key is string => key !== null && isSecret(key),
  );
}

/** A key that can't be opened can't be known to be in a text either. */
function unreadable(error: unknown): null {
  if (error instanceof SealError) return null;
  throw error;
}
