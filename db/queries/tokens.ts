import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { tokens } from "@/db/schema";

/** A token as its owner sees it: without what could be used. */
export type TokenView = {
  id: string;
  name: string;
  /** Its first characters. */
  prefix: string;
  createdAt: string;
  /** To the minute; null while it was never used. */
  lastUsedAt: string | null;
};

/** Stores a token by its hash. */
export async function insertToken(db: Database, token: typeof tokens.$inferInsert): Promise<TokenView> {
  const [row] = await db.insert(tokens).values(token).returning();
  if (!row) throw new Error("an inserted token was not returned");
  return viewOf(row);
}

/** The owner's tokens, newest first. */
export async function listTokens(db: Database, owner: string): Promise<TokenView[]> {
  const rows = await db.select().from(tokens).where(eq(tokens.owner, owner)).orderBy(desc(tokens.id));
  return rows.map(viewOf);
}

/** Revokes a token at once; gives whether the owner had it. */
export async function deleteToken(db: Database, owner: string, id: string): Promise<boolean> {
  const rows = await db
    .delete(tokens)
    .where(and(eq(tokens.id, id), eq(tokens.owner, owner)))
    .returning({ id: tokens.id });
  return rows.length > 0;
}

/** Whose token has this hash (SHA-256, hex); null when none has, any more. */
export async function findToken(db: Database, hash: string): Promise<{ id: string; owner: string } | null> {
  const [row] = await db
    .select({ id: tokens.id, owner: tokens.owner })
    .from(tokens)
    .where(eq(tokens.hash, hash));
  return row ?? null;
}

/** Notes that a token is used: once a minute at most, so that a busy script writes no row at every call. */
export async function touchToken(db: Database, id: string): Promise<void> {
  const isStale = or(isNull(tokens.lastUsedAt), lt(tokens.lastUsedAt, sql`now() - interval '1 minute'`));
  await db
    .update(tokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(tokens.id, id), isStale));
}

function viewOf({ id, name, prefix, createdAt, lastUsedAt }: typeof tokens.$inferSelect): TokenView {
  return {
    id,
    name,
    prefix,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
