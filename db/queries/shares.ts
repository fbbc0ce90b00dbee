import { and, desc, eq, gt, isNull, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { comparisons, shares } from "@/db/schema";
import type { Comparison } from "@/lib/runs/run";
import type { Share, ShareSummary } from "@/lib/runs/share";

/** Publishes a snapshot. `id` carries at least 128 random bits. */
export async function insertShare(
  db: Database,
  share: { id: string; owner: string; snapshot: Comparison; expiresAt: Date | null },
): Promise<void> {
  await db.insert(shares).values({ ...share, comparisonId: share.snapshot.id });
}

/** A share that stands; null when it never existed, was revoked or has expired: all three look alike. */
export async function readShare(db: Database, id: string, now = new Date()): Promise<Share | null> {
  const [row] = await db
    .select()
    .from(shares)
    .where(and(eq(shares.id, id), or(isNull(shares.expiresAt), gt(shares.expiresAt, now))));
  return row ? shareOf(row) : null;
}

function shareOf({ id, createdAt, expiresAt, snapshot }: typeof shares.$inferSelect): Share {
  return {
    id,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    comparison: snapshot,
  };
}

/** The owner's own share, ended or not. */
export async function readShareOf(db: Database, id: string, owner: string): Promise<Share | null> {
  const [row] = await db
    .select()
    .from(shares)
    .where(and(eq(shares.id, id), eq(shares.owner, owner)));
  return row ? shareOf(row) : null;
}

/** The owner's shares, newest first, expired ones too. */
export async function listShares(db: Database, owner: string): Promise<ShareSummary[]> {
  const { id, comparisonId, createdAt, expiresAt } = shares;
  // Not the snapshot's title: all of every snapshot would have to be read.
  const rows = await db
    .select({ id, comparisonId, title: comparisons.title, createdAt, expiresAt })
    .from(shares)
    .innerJoin(comparisons, eq(comparisons.id, comparisonId))
    .where(eq(shares.owner, owner))
    .orderBy(desc(createdAt));
  return rows.map(({ createdAt, expiresAt, ...share }) => ({
    ...share,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  }));
}

/** Changes when a share ends; gives whether the owner has such a share. */
export async function updateShareExpiry(
  db: Database,
  id: string,
  owner: string,
  expiresAt: Date | null,
): Promise<boolean> {
  const rows = await db
    .update(shares)
    .set({ expiresAt })
    .where(and(eq(shares.id, id), eq(shares.owner, owner)))
    .returning({ id: shares.id });
  return rows.length > 0;
}

/** Revokes a share at once; gives whether the owner had such a share. */
export async function deleteShare(db: Database, id: string, owner: string): Promise<boolean> {
  const rows = await db
    .delete(shares)
    .where(and(eq(shares.id, id), eq(shares.owner, owner)))
    .returning({ id: shares.id });
  return rows.length > 0;
}
