import type { KeyView } from "@/lib/api/key-schema";
import { providers } from "@/lib/catalog/catalog";
import { PROVIDER_IDS, type Provider, type ProviderId } from "@/lib/catalog/types";
import { AppError } from "../app-error";
import { type KeyHolder, type Keyring, keyringOf } from "./keyring";
import { takesVisitorsKey } from "./open-to-visitors";

/** A provider that goes by a key. */
export type KeyedProvider = Provider & { id: ProviderId; keyVariable: string };

/** The caller's own key of every provider that it may enter one for. */
export async function listKeys(caller: KeyHolder): Promise<KeyView[]> {
  const keys = keyringOf(caller);
  return Promise.all(keyedProviders(keys).map((provider) => viewKey(provider, keys)));
}

/** The provider of this id. @throws AppError not-found when it takes no key of this caller */
export function requireKeyedProvider(id: string, caller: KeyHolder): KeyedProvider {
  const provider = keyedProviders(keyringOf(caller)).find((known) => known.id === id);
  if (!provider) throw new AppError("not-found", "There is no such provider, or it takes no key of yours.");
  return provider;
}

/** What there is to know of somebody's own key; never the key. */
export async function viewKey({ id, ...provider }: KeyedProvider, keys: Keyring): Promise<KeyView> {
  const { source, origin, setAt, fault } = await keys.findOwn({ id, ...provider });
  return { provider: id, source: source ?? "none", origin, setAt, needsNewKey: fault !== null };
}

function keyedProviders({ isOperator }: Keyring): KeyedProvider[] {
  return providers.filter(isKeyed).filter((provider) => isOperator || takesVisitorsKey(provider));
}

/** Whether calls of it go by a key. */
export function isKeyed(provider: Provider): provider is KeyedProvider {
  return provider.keyVariable !== null && PROVIDER_IDS.some((id) => id === provider.id);
}
