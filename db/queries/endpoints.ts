import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { endpoints } from "@/db/schema";

/** A custom endpoint as it is stored, its key sealed. */
export type StoredEndpoint = typeof endpoints.$inferSelect;

/** A transaction will do, too. */
type Connection = Pick<Database, "insert" | "update">;

/** The owner's endpoints, by name. */
export async function listEndpoints(db: Database, owner: string): Promise<StoredEndpoint[]> {
  return db.select().from(endpoints).where(eq(endpoints.owner, owner)).orderBy(asc(endpoints.name));
}

/** One of the owner's endpoints; null when there is none of this name. */
export async function readEndpoint(
  db: Database,
  owner: string,
  name: string,
): Promise<StoredEndpoint | null> {
  const [row] = await db.select().from(endpoints).where(isEndpoint(owner, name));
  return row ?? null;
}

/** Stores a new endpoint; null when the owner has one of this name already. */
export async function insertEndpoint(
  db: Connection,
  endpoint: typeof endpoints.$inferInsert,
): Promise<StoredEndpoint | null> {
  const [row] = await db.insert(endpoints).values(endpoint).onConflictDoNothing().returning();
  return row ?? null;
}

/** Changes what is given; null when the owner has no such endpoint (any more). */
export async function updateEndpoint(
  db: Connection,
  owner: string,
  name: string,
  change: Partial<Omit<StoredEndpoint, "owner" | "name" | "createdAt" | "updatedAt">>,
): Promise<StoredEndpoint | null> {
  const [row] = await db
    .update(endpoints)
    .set({ ...change, updatedAt: new Date() })
    .where(isEndpoint(owner, name))
    .returning();
  return row ?? null;
}

/** Forgets an endpoint and its key; gives whether the owner had it. Runs and prices of its offers stay. */
export async function deleteEndpoint(db: Database, owner: string, name: string): Promise<boolean> {
  const rows = await db.delete(endpoints).where(isEndpoint(owner, name)).returning({ name: endpoints.name });
  return rows.length > 0;
}

function isEndpoint(owner: string, name: string) {
  return and(eq(endpoints.owner, owner), eq(endpoints.name, name));
}
