import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { endpoints, providerKeys, tokens } from "@/db/schema";

/** Deletes what an owner entered besides comparisons: endpoints and their keys, provider keys, tokens. */
export async function deleteEntered(db: Database, owner: string): Promise<void> {
  await db.transaction(async (tx) => {
    for (const table of [endpoints, providerKeys, tokens])
      await tx.delete(table).where(eq(table.owner, owner));
  });
}
