import { asc, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { runs } from "@/db/schema";
import { isTerminal, type RunStatus } from "@/lib/runs/run";
import { releaseOf } from "./budget";
import { countsOf } from "./count-runs";
import { knownStatus } from "./map-run";
import { deletionOfPieces } from "./run-pieces";
import { spendOf, spentColumns } from "./spend";
import { together } from "./together";
import { type RunChange, updatesOf } from "./update-runs";

/** What the end of a run adds to its row. */
export type RunEnd = Omit<
  RunChange,
  "owner" | "comparisonId" | "turn" | "lane" | "attempt" | "createdAt" | "reservedUsd"
> & { status: RunStatus };

/** Ids of runs: those that were completed now, and those that are not in the log. The others had ended before. */
export type Finished = { ended: Set<string>; missing: Set<string> };

/**
 * Completes runs, all in one transaction with the counts and the spend they enter, and gives back what the day's budget
 * had set aside for them. A run is completed once: writing its end again changes nothing. Only a run that was marked `interrupted` while its instance was silent takes its real end.
 * Simulated runs are counted nowhere.
 */
export async function finishRuns(db: Database, ends: RunEnd[]): Promise<Finished> {
  return db.transaction((tx) => finish(tx, ends, "real"));
}

/** Marks runs whose instance is gone as ended. Those that have ended by themselves meanwhile are left as they are. */
export async function endOrphans(db: Database, ends: RunEnd[]): Promise<Finished> {
  return db.transaction((tx) => finish(tx, ends, "assumed"));
}

type Transaction = Pick<Database, "select" | "insert" | "update" | "delete" | "execute">;

async function finish(tx: Transaction, ends: RunEnd[], kind: "real" | "assumed"): Promise<Finished> {
  const ids = ends.map(({ id }) => id);
  const rows = await lockRows(tx, ids);
  const endOf = new Map(ends.map((end) => [end.id, end]));
  const changes = rows.flatMap((before) => {
    const end = billedAs(before.lookedUpUsd, endOf.get(before.id));
    const isOpen = !isTerminal(knownStatus(before.status));
    const isAssumed = before.status === "interrupted" && before.instance !== null;
    if (!end || !(isOpen || (kind === "real" && isAssumed))) return [];
    const told = kind === "real" ? { ...end, instance: null } : end;
    return [{ told, before: isOpen ? null : before, after: { ...before, ...told } }];
  });
  const endedIds = changes.map(({ told }) => told.id);
  const real = changes.filter(({ after }) => !after.simulated);
  await together(tx, [
    ...updatesOf(
      tx,
      changes.map(({ told }) => told),
    ),
    ...deletionOfPieces(tx, endedIds),
    ...spendOf(tx, real),
    ...countsOf(
      tx,
      real.map(({ after }) => after),
    ),
    ...releaseOf(
      tx,
      real.flatMap(({ before, after }) => (before === null ? [after] : [])),
    ),
  ]);
  const missing = new Set(ids);
  for (const { id } of rows) missing.delete(id);
  return { ended: new Set(endedIds), missing };
}

/** The rows as they are, held until the transaction ends: in one order, so that two of these never wait for each other. */
function lockRows(tx: Transaction, ids: string[]) {
  return tx
    .select({
      ...spentColumns,
      id: runs.id,
      lookedUpUsd: runs.lookedUpUsd,
      offer: runs.offer,
      upstream: runs.upstream,
      error: runs.error,
      ttftMs: runs.ttftMs,
      firstAnswerMs: runs.firstAnswerMs,
      throughputTps: runs.throughputTps,
      endToEndMs: runs.endToEndMs,
      reservedUsd: runs.reservedUsd,
      network: runs.network,
    })
    .from(runs)
    .where(inArray(runs.id, ids))
    .orderBy(asc(runs.id))
    .for("update");
}

/** A provider's bill that came before the end of its run stands. */
function billedAs(lookedUpUsd: string | null, end: RunEnd | undefined): RunEnd | undefined {
  return end && lookedUpUsd !== null ? { ...end, lookedUpUsd, billedUsd: lookedUpUsd } : end;
}
