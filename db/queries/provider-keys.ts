import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { providerKeys } from "@/db/schema";

/** A provider's key as it is stored: sealed. */
export type StoredProviderKey = typeof providerKeys.$inferSelect;

/** The keys that an owner entered. */
export async function listProviderKeys(db: Database, owner: string): Promise<StoredProviderKey[]> {
  return db.select().from(providerKeys).where(eq(providerKeys.owner, owner));
}

/** Stores a key in the place of the one before it. */
export async function writeProviderKey(
  db: Database,
  key: Omit<StoredProviderKey, "createdAt">,
): Promise<void> {
  const { owner, provider, ...entered } = key;
  const set = { ...entered, createdAt: new Date() };
  await db
    .insert(providerKeys)
    .values({ owner, provider, ...set })
    .onConflictDoUpdate({ target: [providerKeys.owner, providerKeys.provider], set });
}

/** Forgets a key; gives whether there was one. */
export async function deleteProviderKey(db: Database, owner: string, provider: string): Promise<boolean> {
  const rows = await db
    .delete(providerKeys)
    .where(and(eq(providerKeys.owner, owner), eq(providerKeys.provider, provider)))
    .returning({ provider: providerKeys.provider });
  return rows.length > 0;
}
