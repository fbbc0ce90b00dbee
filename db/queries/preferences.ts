import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { preferences } from "@/db/schema";

/** What the operator set under this name, as it was written; undefined where nothing is set. */
export async function readPreference(db: Database, name: string): Promise<unknown> {
  const [row] = await db.select().from(preferences).where(eq(preferences.name, name));
  return row?.value;
}

/** Sets something; null forgets it. */
export async function writePreference(db: Database, name: string, value: unknown): Promise<void> {
  if (value === null) {
    await db.delete(preferences).where(eq(preferences.name, name));
    return;
  }
  const set = { value, updatedAt: new Date() };
  await db
    .insert(preferences)
    .values({ name, ...set })
    .onConflictDoUpdate({ target: preferences.name, set });
}
