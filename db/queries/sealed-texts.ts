import { eq, isNotNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { endpoints, providerKeys } from "@/db/schema";

/** Everybody's sealed endpoint keys, with the origin that each is for. */
export async function listSealedEndpointKeys(
  db: Database,
): Promise<{ sealedKey: string | null; keyOrigin: string | null }[]> {
  const { sealedKey, keyOrigin } = endpoints;
  return db.select({ sealedKey, keyOrigin }).from(endpoints).where(isNotNull(sealedKey));
}

/** Everybody's sealed provider keys, with what each is for. */
export async function listSealedProviderKeys(
  db: Database,
): Promise<{ sealedKey: string; provider: string; origin: string }[]> {
  const { sealedKey, provider, origin } = providerKeys;
  return db.select({ sealedKey, provider, origin }).from(providerKeys);
}

/** Puts one sealed text in the place of another, wherever that still stands: one that was changed meanwhile stays. */
export async function replaceSealedText(db: Database, before: string, after: string): Promise<void> {
  for (const table of [endpoints, providerKeys])
    await db.update(table).set({ sealedKey: after }).where(eq(table.sealedKey, before));
}
