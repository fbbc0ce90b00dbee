import { and, asc, desc, eq, getTableColumns, gte, ilike, lt, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { runs, turns } from "@/db/schema";
import { escapeText } from "@/db/schema/lossless-text";
import { isTerminal, type Run, type RunStatus, type ToolCall } from "@/lib/runs/run";
import { knownStatus, mapRun } from "./map-run";
import { withPieces } from "./run-pieces";
import { spendOf, spentColumns } from "./spend";
import { together } from "./together";

/** What narrows the log. Times are instants; `q` is looked for in prompts and answers, case-insensitively. */
export type RunFilter = {
  tier?: string;
  provider?: string;
  upstream?: string;
  status?: RunStatus;
  from?: Date;
  to?: Date;
  q?: string;
};

/** A page of the log: `cursor` is the id of the last run of the page before. */
export type RunPage = { limit: number; cursor?: string; withContent: boolean };

export type NewRun = typeof runs.$inferInsert;

/** A run of the log and the prompt it answered. */
export type LoggedRun = Run & { prompt: string };

/** How much of a prompt a page without content shows. */
const SHOWN_OF_PROMPT = 500;
/** What the texts of a page with content may come to: a page ends before the run that would be too much, but for its first. */
const MOST_CONTENT = 8 * 1024 * 1024;

/**
 * Runs of `owner`, newest first (ids are ordered by time), and the cursor of the next page or null. Without content a
 * prompt is its beginning; with it a page may hold fewer runs than asked for.
 */
export async function listRuns(
  db: Database,
  owner: string,
  filter: RunFilter,
  page: RunPage,
): Promise<{ runs: LoggedRun[]; nextCursor: string | null }> {
  const where = and(
    eq(runs.owner, owner),
    filter.tier ? eq(runs.tier, filter.tier) : undefined,
    filter.provider ? eq(runs.provider, filter.provider) : undefined,
    filter.upstream ? eq(runs.upstream, filter.upstream) : undefined,
    filter.status ? eq(runs.status, filter.status) : undefined,
    filter.from ? beganFrom(filter.from) : undefined,
    filter.to ? beganBefore(filter.to) : undefined,
    filter.q
      ? or(ilike(runs.text, containing(filter.q)), ilike(turns.prompt, containing(filter.q)))
      : undefined,
    page.cursor ? lt(runs.id, page.cursor) : undefined,
  );
  const limit = page.withContent ? await countFitting(db, where, page.limit) : page.limit;
  const beginning = sql<string>`left(${turns.prompt}, ${SHOWN_OF_PROMPT})`.mapWith(turns.prompt);
  const rows = await db
    .select({
      run: page.withContent ? columns : withoutContent,
      prompt: page.withContent ? turns.prompt : beginning,
    })
    .from(runs)
    .innerJoin(turns, ofTheirTurn)
    .where(where)
    .orderBy(desc(runs.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit).map(({ run, prompt }) => ({ ...run, prompt }));
  const whole = page.withContent ? await withPieces(db, shown) : shown;
  return {
    runs: whole.map((row) => ({ ...mapRun(row, page), prompt: row.prompt })),
    nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

const ofTheirTurn = and(eq(turns.comparisonId, runs.comparisonId), eq(turns.position, runs.turn));

/** How many of the first `limit` runs a page with content holds. The sizes alone are read, not the texts. */
async function countFitting(db: Database, where: SQL | undefined, limit: number): Promise<number> {
  const rows = await db
    .select({
      bytes: sql<number>`(octet_length(${runs.text}) + octet_length(${runs.reasoning}) + octet_length(${turns.prompt})
        + pg_column_size(${runs.toolCalls}) + coalesce(pg_column_size(${runs.reasoningDetails}), 0))::int`,
    })
    .from(runs)
    .innerJoin(turns, ofTheirTurn)
    .where(where)
    .orderBy(desc(runs.id))
    .limit(limit);
  let left = MOST_CONTENT;
  for (const [index, { bytes }] of rows.entries()) {
    left -= bytes;
    if (left < 0) return Math.max(1, index);
  }
  return limit;
}

/** How far the moment in a run's id may be from the one that it began at: both are taken when its row is made. */
const ID_SLACK_MS = 600_000;

/** With a bound for the id too: the log is walked by ids, through a month of later runs if need be. */
function beganFrom(time: Date): SQL | undefined {
  return and(gte(runs.createdAt, time), gte(runs.id, smallestIdAt(time.getTime() - ID_SLACK_MS)));
}

function beganBefore(time: Date): SQL | undefined {
  return and(lt(runs.createdAt, time), lt(runs.id, smallestIdAt(time.getTime() + ID_SLACK_MS)));
}

/** The smallest UUIDv7 of a millisecond: its first 48 bits are the time (RFC 9562). */
function smallestIdAt(timeMs: number): string {
  const hex = Math.max(0, timeMs).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

const columns = getTableColumns(runs);
/** Long answers are kept apart from their rows: what nobody asked for is not fetched. */
const withoutContent = {
  ...columns,
  text: sql<string>`''`,
  reasoning: sql<string>`''`,
  reasoningDetails: sql<unknown[] | null>`null`,
  toolCalls: sql<ToolCall[]>`'[]'::json`,
};

/** Rows a page of an export: few enough that reading one holds up the streams beside it for a few ms only. */
const EXPORT_PAGE = 50;

/** The whole filtered log in pages, newest first, so that an export never holds more than a page in memory. */
export async function* exportRuns(
  db: Database,
  owner: string,
  filter: RunFilter,
): AsyncGenerator<LoggedRun[]> {
  let cursor: string | undefined;
  do {
    const page = await listRuns(db, owner, filter, { limit: EXPORT_PAGE, cursor, withContent: true });
    yield page.runs;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
}

/** One run of `owner` with its content; null when there is none. */
export async function readRun(db: Database, owner: string, id: string): Promise<Run | null> {
  const [row] = await db
    .select()
    .from(runs)
    .where(and(eq(runs.id, id), eq(runs.owner, owner)));
  const [whole] = row ? await withPieces(db, [row]) : [];
  return whole ? mapRun(whole, { withContent: true }) : null;
}

/** A run that waited for its turn is about to be called; one that has ended meanwhile is left as it is. */
export async function markRunning(db: Database, id: string): Promise<void> {
  await db
    .update(runs)
    .set({ status: "running" })
    .where(and(eq(runs.id, id), eq(runs.status, "queued")));
}

/**
 * What the provider said later that a run has cost: the bill from then on, and in its owner's spend by the difference.
 * A run whose end is still to be written keeps it, and is counted with its end.
 */
export async function recordLookedUpCost(db: Database, id: string, usd: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [before] = await tx.select(spentColumns).from(runs).where(eq(runs.id, id)).for("update");
    if (!before) return;
    await tx.update(runs).set({ lookedUpUsd: usd, billedUsd: usd }).where(eq(runs.id, id));
    if (isTerminal(knownStatus(before.status)) && !before.simulated)
      await together(tx, spendOf(tx, [{ before, after: { ...before, billedUsd: usd } }]));
  });
}

/** Whom a run called, and for whom; null when it is not in the log any more. */
export async function readCallOfRun(
  db: Database,
  id: string,
): Promise<{ offer: string; owner: string } | null> {
  const { offer, owner } = runs;
  const [row] = await db.select({ offer, owner }).from(runs).where(eq(runs.id, id));
  return row ?? null;
}

/** What a lane has answered, by turn and attempt; runs that said nothing are left out. */
export async function listAnswers(
  db: Database,
  comparisonId: string,
  lane: number,
): Promise<{ turn: number; text: string; reasoning: string; reasoningDetails: unknown[] | null }[]> {
  const { turn, text, reasoning, reasoningDetails } = runs;
  return db
    .select({ turn, text, reasoning, reasoningDetails })
    .from(runs)
    .where(and(eq(runs.comparisonId, comparisonId), eq(runs.lane, lane), ne(runs.text, "")))
    .orderBy(asc(runs.turn), asc(runs.attempt));
}

/** The runs of one comparison, oldest attempt first within a lane and turn. */
export async function listRunsOfComparison(db: Database, comparisonId: string): Promise<Run[]> {
  const rows = await db
    .select()
    .from(runs)
    .where(eq(runs.comparisonId, comparisonId))
    .orderBy(asc(runs.turn), asc(runs.lane), asc(runs.attempt));
  return (await withPieces(db, rows)).map((row) => mapRun(row, { withContent: true }));
}

function containing(text: string): string {
  return `%${escapeText(text).replace(/[\\%_]/g, "\\$&")}%`;
}
