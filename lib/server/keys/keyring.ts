import { database } from "@/db/client";
import { listProviderKeys, type StoredProviderKey } from "@/db/queries/provider-keys";
import type { Provider } from "@/lib/catalog/types";
import type { Caller } from "../caller";
import { addressOf, environmentVariable } from "../providers/endpoint";
import { SealError } from "../secrets";
import { openToVisitors } from "./open-to-visitors";
import type { SessionKeys } from "./session-keys";
import { openKey } from "./stored-key";

/** Where a key is from: the environment, Settings, or the visitor whose session it is. */
export type KeySource = "environment" | "settings" | "session";

/** A provider's key for somebody, or what is known of one that is missing. */
export type FoundKey = {
  /** Null, as `key` is, where none can be used. */
  source: KeySource | null;
  key: string | null;
  /** The only origin that the key may be sent to; of one that can't be used, the one that it was entered for. */
  origin: string | null;
  setAt: string | null;
  /** Why the key that was entered can't be used, in a sentence. */
  fault: string | null;
};

/** Who calls: an owner, with the keys that a visitor's request brings along. */
export type KeyHolder = Pick<Caller, "owner" | "sessionKeys">;

/** Somebody's keys, as they are at this moment. */
export type Keyring = {
  isOperator: boolean;
  /** The key that is the holder's own. */
  findOwn(provider: Provider): Promise<FoundKey>;
  /** The key that calls go by: for a visitor without one, the operator's where visitors may use it. */
  find(provider: Provider): Promise<FoundKey>;
};

/** Whoever runs the server; visitors have no keys in the database. */
export const OPERATOR = "local";

/** The database is asked once at most, and only for a provider without a key in the environment. */
export function keyringOf({ owner, sessionKeys }: KeyHolder): Keyring {
  const isOperator = owner === OPERATOR;
  let stored: Promise<StoredProviderKey[]> | null = null;

  async function findOperators(provider: Provider): Promise<FoundKey> {
    const key = environmentVariable(provider.keyVariable);
    if (key !== null) return usable("environment", key, originOf(provider), null);
    if (provider.keyVariable === null) return NO_KEY;
    stored ??= database().then((db) => listProviderKeys(db, OPERATOR));
    return fromStore(
      provider,
      (await stored).find((row) => row.provider === provider.id),
    );
  }

  const findOwn = async (provider: Provider) =>
    isOperator ? findOperators(provider) : fromSession(provider, sessionKeys);
  return {
    isOperator,
    findOwn,
    async find(provider) {
      const own = await findOwn(provider);
      if (isOperator || own.key !== null || !openToVisitors(provider)) return own;
      return findOperators(provider);
    },
  };
}

/** The part of a provider's address that a key is bound to; null where it has no address. */
export function originOf(provider: Provider): string | null {
  const { baseUrl } = addressOf(provider);
  return baseUrl === null ? null : new URL(baseUrl).origin;
}

const NO_KEY: FoundKey = { source: null, key: null, origin: null, setAt: null, fault: null };

async function fromStore(provider: Provider, stored: StoredProviderKey | undefined): Promise<FoundKey> {
  if (!stored) return NO_KEY;
  const { origin, createdAt } = stored;
  const entered = { origin, setAt: createdAt.toISOString() };
  if (origin !== originOf(provider)) return moved(provider, entered);
  try {
    return usable("settings", await openKey(stored), origin, entered.setAt);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    const fault = `The key of ${provider.name} can't be read: ${error.message} Enter it again in Settings.`;
    return { ...NO_KEY, ...entered, fault };
  }
}

function fromSession(provider: Provider, sessionKeys: SessionKeys): FoundKey {
  const held = sessionKeys.get(provider.id);
  if (!held) return NO_KEY;
  const { key, origin, setAt } = held;
  return origin === originOf(provider) ? usable("session", key, origin, setAt) : moved(provider, held);
}

function usable(source: KeySource, key: string, origin: string | null, setAt: string | null): FoundKey {
  return { source, key, origin, setAt, fault: null };
}

/** A key whose provider is at another origin now: nobody gets it. */
function moved(provider: Provider, { origin, setAt }: { origin: string; setAt: string }): FoundKey {
  const now = originOf(provider);
  const where = now === null ? "has no address now" : `is called at ${now} now`;
  const fault = `The key of ${provider.name} was entered for ${origin}, and ${provider.name} ${where}. Enter its key again in Settings.`;
  return { ...NO_KEY, origin, setAt, fault };
}
