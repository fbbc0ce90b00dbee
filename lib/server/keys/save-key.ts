import { z } from "zod";
import { database } from "@/db/client";
import { deleteProviderKey, writeProviderKey } from "@/db/queries/provider-keys";
import type { KeyView } from "@/lib/api/key-schema";
import { apiKeySchema } from "@/lib/catalog/custom-endpoint";
import { AppError } from "../app-error";
import type { Caller } from "../caller";
import { environmentVariable } from "../providers/endpoint";
import { keyringOf, OPERATOR, originOf } from "./keyring";
import { type KeyedProvider, viewKey } from "./list-keys";
import { type SessionKeys, sessionKeysCookie } from "./session-keys";
import { sealKey } from "./stored-key";

export const saveKeySchema = z.strictObject({ apiKey: apiKeySchema });

/** What a changed key leaves behind: its view, and the cookie to answer with where a visitor's browser keeps it. */
type Saved = { key: KeyView; cookie: string | null };

/**
 * Keeps a key for a provider, at the origin where it is now: the operator's in the database, a visitor's in the visitor's
 * browser alone.
 *
 * @throws AppError conflict while the environment sets the key, or where the provider has no address
 */
export async function saveKey(
  provider: KeyedProvider,
  apiKey: string,
  caller: Caller,
  headers: Headers,
): Promise<Saved> {
  const origin = originOf(provider);
  if (origin === null)
    throw new AppError(
      "conflict",
      `${provider.name} has no address yet. Set ${provider.baseUrlVariable} first.`,
    );
  if (caller.owner !== OPERATOR) {
    const held = { key: apiKey, origin, setAt: new Date().toISOString() };
    return saveInSession(provider, new Map(caller.sessionKeys).set(provider.id, held), caller, headers);
  }
  if (environmentVariable(provider.keyVariable) !== null)
    throw new AppError(
      "conflict",
      `${provider.keyVariable} in the environment goes first. Change the key there.`,
    );
  const place = { provider: provider.id, origin };
  const sealedKey = await sealKey(apiKey, place);
  await writeProviderKey(await database(), { owner: OPERATOR, ...place, sealedKey });
  return { key: await viewKey(provider, keyringOf(caller)), cookie: null };
}

/** Forgets the key that the caller entered; gives the cookie to answer with. @throws AppError not-found */
export async function removeKey(
  provider: KeyedProvider,
  caller: Caller,
  headers: Headers,
): Promise<string | null> {
  const missing = () => new AppError("not-found", `No key of ${provider.name} was entered here.`);
  if (caller.owner === OPERATOR) {
    if (!(await deleteProviderKey(await database(), OPERATOR, provider.id))) throw missing();
    return null;
  }
  const left = new Map(caller.sessionKeys);
  if (!left.delete(provider.id)) throw missing();
  return (await saveInSession(provider, left, caller, headers)).cookie;
}

async function saveInSession(
  provider: KeyedProvider,
  sessionKeys: SessionKeys,
  { owner, sessionId }: Caller,
  headers: Headers,
): Promise<Saved> {
  if (sessionId === null) throw new Error("a visitor has a session");
  return {
    key: await viewKey(provider, keyringOf({ owner, sessionKeys })),
    cookie: await sessionKeysCookie(headers, sessionId, sessionKeys),
  };
}
