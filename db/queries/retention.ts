import { and, asc, eq, gte, inArray, lt, min, notExists, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { comparisons, idempotencyKeys, latencyBuckets, outcomeCounts, runs } from "@/db/schema";

/**
 * Deletes the oldest comparisons in which nothing was run since `before`, with their turns, lanes, runs and shares.
 * Anonymous counts stay.
 *
 * @param limit how many at most, for one statement should not hold up the others
 * @returns how many
 */
export async function deleteComparisonsBefore(db: Database, before: Date, limit: number): Promise<number> {
  const isLater = and(eq(runs.comparisonId, comparisons.id), gte(runs.createdAt, before));
  const oldest = db
    .select({ id: comparisons.id })
    .from(comparisons)
    .where(
      and(lt(comparisons.createdAt, before), notExists(db.select({ one: sql`1` }).from(runs).where(isLater))),
    )
    .orderBy(asc(comparisons.id))
    .limit(limit);
  const rows = await db
    .delete(comparisons)
    .where(inArray(comparisons.id, oldest))
    .returning({ id: comparisons.id });
  return rows.length;
}

/** Deletes the oldest hour of the counts by the hour, if it began before `before`. Gives how many rows: 0, and it is done. */
export async function deleteOldestHourBefore(db: Database, before: Date): Promise<number> {
  const deleted = [];
  for (const table of [latencyBuckets, outcomeCounts]) {
    const oldest = db.select({ hour: min(table.hour) }).from(table);
    deleted.push(
      ...(await db
        .delete(table)
        .where(and(lt(table.hour, before), eq(table.hour, oldest)))
        .returning({ hour: table.hour })),
    );
  }
  return deleted.length;
}

export async function deleteIdempotencyKeysBefore(db: Database, before: Date): Promise<void> {
  await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before));
}
