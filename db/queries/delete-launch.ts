import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { comparisons, runs, turns } from "@/db/schema";
import { isTerminal } from "@/lib/runs/run";
import { releaseOf } from "./budget";
import { knownStatus } from "./map-run";
import { together } from "./together";

/**
 * Takes back runs that were written and never called, with the turn and the comparison that they leave empty, and what
 * was set aside for them.
 */
export async function deleteLaunch(db: Database, comparisonId: string, runIds: string[]): Promise<void> {
  const one = sql`1`;
  await db.transaction(async (tx) => {
    const taken = await tx
      .delete(runs)
      .where(and(eq(runs.comparisonId, comparisonId), inArray(runs.id, runIds)))
      .returning();
    const runsOfTurn = tx
      .select({ one })
      .from(runs)
      .where(and(eq(runs.comparisonId, turns.comparisonId), eq(runs.turn, turns.position)));
    await tx.delete(turns).where(and(eq(turns.comparisonId, comparisonId), notExists(runsOfTurn)));
    const turnsOfComparison = tx.select({ one }).from(turns).where(eq(turns.comparisonId, comparisons.id));
    await tx.delete(comparisons).where(and(eq(comparisons.id, comparisonId), notExists(turnsOfComparison)));
    const open = taken.filter(({ status }) => !isTerminal(knownStatus(status)));
    await together(tx, releaseOf(tx, open));
  });
}
