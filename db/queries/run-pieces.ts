import { inArray, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { runPieces, runs } from "@/db/schema";
import type { RunRow } from "./map-run";

/** What a run has said since the piece before; `position` is how many characters came before it. */
export type RunPiece = { runId: string; position: number; text: string; reasoning: string };

/**
 * Keeps what unfinished runs have said, all in one statement. A run that has ended is left alone, also one whose end is
 * being written: this waits for it. The same position again replaces what was there.
 */
export async function appendPieces(db: Database, pieces: RunPiece[]): Promise<void> {
  const { text, reasoning } = runPieces;
  const array = (column: (piece: RunPiece) => unknown) => sql`${sql.param(pieces.map(column))}`;
  await db.execute(sql`
    insert into ${runPieces} (run_id, position, text, reasoning)
    select piece.run_id, piece.position, piece.text, piece.reasoning
    from unnest(
      ${array(({ runId }) => runId)}::uuid[],
      ${array(({ position }) => position)}::int[],
      ${array((piece) => text.mapToDriverValue(piece.text))}::text[],
      ${array((piece) => reasoning.mapToDriverValue(piece.reasoning))}::text[]
    ) as piece(run_id, position, text, reasoning)
    join ${runs} on ${runs.id} = piece.run_id and ${runs.status} in ('queued', 'running')
    order by piece.run_id
    for share of ${runs}
    on conflict (run_id, position) do update set text = excluded.text, reasoning = excluded.reasoning`);
}

/** Rows as they would be if those that have not ended held what they have said so far. */
export async function withPieces<Row extends Pick<RunRow, "id" | "status" | "text" | "reasoning">>(
  db: Database,
  rows: Row[],
): Promise<Row[]> {
  const open = rows.filter(({ status }) => status === "queued" || status === "running");
  if (open.length === 0) return rows;
  const { runId, position, text, reasoning } = runPieces;
  const said = await db
    .select({
      runId,
      text: sql`string_agg(${text}, '' order by ${position})`.mapWith(text),
      reasoning: sql`string_agg(${reasoning}, '' order by ${position})`.mapWith(reasoning),
    })
    .from(runPieces)
    .where(
      inArray(
        runId,
        open.map(({ id }) => id),
      ),
    )
    .groupBy(runId);
  const saidBy = new Map(said.map((row) => [row.runId, row]));
  return rows.map((row) => {
    const pieces = saidBy.get(row.id);
    return pieces ? { ...row, text: pieces.text, reasoning: pieces.reasoning } : row;
  });
}

/** What forgets the pieces of runs whose end is written. Must share its transaction. */
export function deletionOfPieces(tx: Pick<Database, "delete">, runIds: string[]): SQLWrapper[] {
  return runIds.length > 0 ? [tx.delete(runPieces).where(inArray(runPieces.runId, runIds))] : [];
}
