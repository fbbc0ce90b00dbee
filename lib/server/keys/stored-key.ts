import type { StoredProviderKey } from "@/db/queries/provider-keys";
import { open, seal } from "../secrets";

/** What a stored key is sealed for: it opens for no other provider, and at no other origin. */
export function keyBinding({ provider, origin }: Pick<StoredProviderKey, "provider" | "origin">): string {
  return `${provider} at ${origin}`;
}

/** Seals a key for a provider at an origin. */
export async function sealKey(key: string, place: { provider: string; origin: string }): Promise<string> {
  return seal(key, keyBinding(place));
}

/** The key itself, for its own origin and no other. @throws SealError */
export async function openKey(stored: StoredProviderKey): Promise<string> {
  return open(stored.sealedKey, keyBinding(stored));
}
