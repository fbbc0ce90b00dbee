import { and, asc, desc, eq, gte, inArray, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { comparisons, idempotencyKeys, lanes, runs, turns } from "@/db/schema";
import { type Comparison, isTerminal, type Lane } from "@/lib/runs/run";
import type { LaneSettings, Message } from "@/lib/runs/settings";
import { type DayLimits, type OverBudget, reserve } from "./budget";
import { knownDialect, knownStatus } from "./map-run";
import { listRunsOfComparison, type NewRun } from "./runs";

export type NewComparison = typeof comparisons.$inferInsert;
export type NewTurn = typeof turns.$inferInsert;

/** How long an `Idempotency-Key` is remembered. */
export const KEEP_KEY_MS = 24 * 3_600_000;

/** What a caller says to be safe from paying twice: a key of its own, and what the key stands for. */
export type Idempotency = { key: string; bodyHash: string };

/** What a key that was used before stands for. */
export type Known = { comparisonId: string; bodyHash: string };

/** `joined`: the key was used before. */
export type Inserted = { joined: null; overBudget: OverBudget } | { joined: Known };

/**
 * Writes a comparison with its first turn, its lanes and a row for every run, before any provider is called.
 * With a key that was used within 24 hours nothing is written; of several at once, one wins.
 *
 * @param limits what runs may spend; null: they may spend anything
 */
export async function insertComparison(
  db: Database,
  comparison: NewComparison,
  turn: NewTurn,
  newLanes: Lane[],
  newRuns: NewRun[],
  idempotency: Idempotency | null = null,
  limits: DayLimits | null = null,
): Promise<Inserted> {
  const newComparison = db
    .$with("new_comparison")
    .as(db.insert(comparisons).values(comparison).returning({ id: comparisons.id }));
  const newTurn = db.$with("new_turn").as(db.insert(turns).values(turn).returning({ at: turns.position }));
  const laneRows = newLanes.map((lane, position) => ({ comparisonId: comparison.id, position, ...lane }));
  const lanesWritten = db
    .$with("new_lanes")
    .as(db.insert(lanes).values(laneRows).returning({ at: lanes.position }));
  // One statement, for each is two trips to the database, and the ends of other runs wait meanwhile.
  if (!idempotency && !limits) {
    await db.with(newComparison, newTurn, lanesWritten).insert(runs).values(newRuns);
    return { joined: null, overBudget: new Map() };
  }
  return db.transaction(async (tx) => {
    if (!idempotency) {
      await tx.with(newComparison, newTurn, lanesWritten).insert(runs).values(newRuns);
      return { joined: null, overBudget: await reserve(tx, newRuns, limits) };
    }
    const { owner } = comparison;
    const isThisKey = and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.key, idempotency.key));
    const forgotten = lt(idempotencyKeys.createdAt, new Date(Date.now() - KEEP_KEY_MS));
    await tx.delete(idempotencyKeys).where(and(isThisKey, forgotten));
    const claimed = await tx
      .with(newComparison)
      .insert(idempotencyKeys)
      .values({ owner, ...idempotency, comparisonId: comparison.id })
      .onConflictDoNothing()
      .returning({ key: idempotencyKeys.key });
    if (claimed.length === 0) {
      await tx.delete(comparisons).where(eq(comparisons.id, comparison.id));
      const [joined] = await tx.select().from(idempotencyKeys).where(isThisKey);
      if (!joined) throw new Error("an idempotency key vanished while it was being used");
      return { joined };
    }
    await tx.with(newTurn, lanesWritten).insert(runs).values(newRuns);
    return { joined: null, overBudget: await reserve(tx, newRuns, limits) };
  });
}

/** What an owner's key stands for that was used within 24 hours; null when it was not. */
export async function findIdempotencyKey(db: Database, owner: string, key: string): Promise<Known | null> {
  const { comparisonId, bodyHash, createdAt } = idempotencyKeys;
  const isThisKey = and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.key, key));
  const isRemembered = gte(createdAt, new Date(Date.now() - KEEP_KEY_MS));
  const [known] = await db
    .select({ comparisonId, bodyHash })
    .from(idempotencyKeys)
    .where(and(isThisKey, isRemembered));
  return known ?? null;
}

/** Writes a person's retry of one lane; null when that attempt exists already, because two came at once. */
export async function insertRun(
  db: Database,
  run: NewRun,
  limits: DayLimits | null = null,
): Promise<OverBudget | null> {
  return db.transaction(async (tx) => {
    const rows = await tx.insert(runs).values(run).onConflictDoNothing().returning({ id: runs.id });
    return rows.length > 0 ? reserve(tx, [run], limits) : null;
  });
}

/** The whole comparison with all runs and their content; null when there is none of that id and owner. */
export async function readComparison(db: Database, id: string, owner: string): Promise<Comparison | null> {
  const [comparison] = await db
    .select()
    .from(comparisons)
    .where(and(eq(comparisons.id, id), eq(comparisons.owner, owner)));
  if (!comparison) return null;
  const laneRows = await db
    .select()
    .from(lanes)
    .where(eq(lanes.comparisonId, id))
    .orderBy(asc(lanes.position));
  const turnRows = await db
    .select()
    .from(turns)
    .where(eq(turns.comparisonId, id))
    .orderBy(asc(turns.position));
  const runsOfAll = await listRunsOfComparison(db, id);
  return {
    id,
    owner: comparison.owner,
    title: comparison.title,
    instructions: comparison.instructions,
    settings: comparison.settings,
    lanes: laneRows.map(({ offer, upstream, dialect, settings }) => ({
      offer,
      upstream,
      dialect: dialect === null ? null : knownDialect(dialect),
      settings,
    })),
    turns: turnRows.map(({ position, prompt }) => ({
      prompt,
      runs: runsOfAll.filter((run) => run.turn === position),
    })),
    createdAt: comparison.createdAt.toISOString(),
  };
}

/** A comparison's turns in order, with what was said before the first prompt. */
export async function listTurns(
  db: Database,
  comparisonId: string,
): Promise<{ position: number; prompt: string; history: Message[] }[]> {
  return db
    .select({ position: turns.position, prompt: turns.prompt, history: turns.history })
    .from(turns)
    .where(eq(turns.comparisonId, comparisonId))
    .orderBy(asc(turns.position));
}

/** Writes the next turn with a row for every run; null when there is a turn at that place, because two came at once. */
export async function insertTurn(
  db: Database,
  turn: NewTurn,
  newRuns: NewRun[],
  limits: DayLimits | null = null,
): Promise<OverBudget | null> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .insert(turns)
      .values(turn)
      .onConflictDoNothing()
      .returning({ position: turns.position });
    if (rows.length === 0) return null;
    await tx.insert(runs).values(newRuns);
    return reserve(tx, newRuns, limits);
  });
}

export type ComparisonSummary = {
  id: string;
  title: string;
  settings: LaneSettings;
  lanes: string[];
  createdAt: string;
};

/** Comparisons of `owner`, newest first; `cursor` is the id of the last one of the page before. */
export async function listComparisons(
  db: Database,
  owner: string,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<{ comparisons: ComparisonSummary[]; nextCursor: string | null }> {
  const rows = await db
    .select()
    .from(comparisons)
    .where(and(eq(comparisons.owner, owner), cursor ? lt(comparisons.id, cursor) : undefined))
    .orderBy(desc(comparisons.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const laneRows = await db
    .select({ comparisonId: lanes.comparisonId, offer: lanes.offer })
    .from(lanes)
    .where(
      inArray(
        lanes.comparisonId,
        shown.map(({ id }) => id),
      ),
    )
    .orderBy(asc(lanes.position));
  const summaries = shown.map(({ id, title, settings, createdAt }) => ({
    id,
    title,
    settings,
    lanes: laneRows.filter((lane) => lane.comparisonId === id).map(({ offer }) => offer),
    createdAt: createdAt.toISOString(),
  }));
  return { comparisons: summaries, nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null };
}

/** Ids of the owner's comparisons, newest first, from after `cursor`. */
export async function listComparisonIds(
  db: Database,
  owner: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<string[]> {
  const rows = await db
    .select({ id: comparisons.id })
    .from(comparisons)
    .where(and(eq(comparisons.owner, owner), cursor ? lt(comparisons.id, cursor) : undefined))
    .orderBy(desc(comparisons.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The runs of one comparison, and which of them have not ended. */
export type RunIds = { all: string[]; open: string[] };

/**
 * Deletes a comparison with its turns, lanes, runs, shares and idempotency keys; anonymous counts and what was spent
 * stay. Nothing is deleted while a run of it has not ended, for its bill would be lost: no new one begins meanwhile.
 *
 * @returns its runs, which are gone when none is open; null when there is no such comparison
 */
export async function deleteComparison(db: Database, id: string, owner: string): Promise<RunIds | null> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .select({ id: comparisons.id })
      .from(comparisons)
      .where(and(eq(comparisons.id, id), eq(comparisons.owner, owner)))
      .for("update");
    if (!row) return null;
    const rows = await tx
      .select({ id: runs.id, status: runs.status })
      .from(runs)
      .where(eq(runs.comparisonId, id));
    const open = rows.filter(({ status }) => !isTerminal(knownStatus(status))).map((run) => run.id);
    if (open.length === 0) await tx.delete(comparisons).where(eq(comparisons.id, id));
    return { all: rows.map((run) => run.id), open };
  });
}
