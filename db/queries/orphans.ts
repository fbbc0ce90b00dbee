import { and, eq, inArray, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { comparisons, instances, runs, turns } from "@/db/schema";
import type { Run } from "@/lib/runs/run";
import { mapRun } from "./map-run";
import { withPieces } from "./run-pieces";

/** A run that nobody may be carrying out any more, and what is needed to estimate its bill. */
export type Orphan = { run: Run; prompt: string; instructions: string | null };

/** An instance that beats every 5 s and has missed so many beats is gone. */
export const SILENT_AFTER_MS = 20_000;

/** Every run that has not ended. */
export async function listUnfinished(db: Database): Promise<Orphan[]> {
  return listOpenRuns(db, sql`true`);
}

/** Runs of one instance that have not ended, and began at least a minute ago. */
export async function listUnfinishedOf(db: Database, instance: string): Promise<Orphan[]> {
  return listOpenRuns(db, and(eq(runs.instance, instance), beganBefore("1 minute")));
}

/**
 * Runs that have not ended, and whose instance is silent or gone. `self` is never among them. Those of a version that
 * did not say who runs them are given an hour: no run may take that long.
 */
export async function listAbandoned(db: Database, self: string): Promise<Orphan[]> {
  const silence = sql`now() - ${SILENT_AFTER_MS} * interval '1 millisecond'`;
  const isSilent = or(isNull(instances.id), lt(instances.heartbeatAt, silence));
  return listOpenRuns(
    db,
    or(
      and(isNotNull(runs.instance), ne(runs.instance, self), isSilent),
      and(isNull(runs.instance), beganBefore("1 hour")),
    ),
  );
}

function beganBefore(interval: string): SQL {
  return sql`${runs.createdAt} < now() - ${interval}::interval`;
}

async function listOpenRuns(db: Database, where: SQL | undefined): Promise<Orphan[]> {
  const rows = await db
    .select({ run: runs, prompt: turns.prompt, instructions: comparisons.instructions })
    .from(runs)
    .innerJoin(comparisons, eq(comparisons.id, runs.comparisonId))
    .innerJoin(turns, and(eq(turns.comparisonId, runs.comparisonId), eq(turns.position, runs.turn)))
    .leftJoin(instances, eq(instances.id, runs.instance))
    .where(and(inArray(runs.status, ["queued", "running"]), where));
  const whole = await withPieces(
    db,
    rows.map(({ run }) => run),
  );
  return rows.flatMap(({ prompt, instructions }, index) => {
    const row = whole[index];
    return row ? [{ run: mapRun(row, { withContent: true }), prompt, instructions }] : [];
  });
}

/** Runs by their ids, with their content. */
export async function listRunsById(db: Database, ids: string[]): Promise<Run[]> {
  if (ids.length === 0) return [];
  const rows = await db.select().from(runs).where(inArray(runs.id, ids));
  return rows.map((row) => mapRun(row, { withContent: true }));
}
