import type { Database } from "@/db/client";
import { type Histogram, type OutcomeCount, type Past, readHistograms } from "./histograms";

type Remembered = { key: string; histograms: Promise<Histogram[]> };

const REMEMBERED = Symbol.for("glimpse.closed-histograms");

/** By database: a process's own one, which Next's copies of this module share, or a test's. */
function rememberedOf(db: Database): Map<string, Remembered> {
  const holder = globalThis as { [REMEMBERED]?: WeakMap<Database, Map<string, Remembered>> };
  holder[REMEMBERED] ??= new WeakMap();
  const known = holder[REMEMBERED].get(db) ?? new Map();
  holder[REMEMBERED].set(db, known);
  return known;
}

/**
 * The histograms of a part of the past, remembered until something enters it after all, such as the end of a run that
 * was written late: 800,000 rows of a month take half a second to sum. Nothing stale is ever given: a run that adds to
 * a histogram also adds one to its outcomes, which nothing takes away, in one transaction.
 *
 * @param name what it replaces when it is another part
 * @param outcomes of the same part, read before this
 */
export function closedHistograms(
  db: Database,
  name: string,
  past: Past,
  outcomes: OutcomeCount[],
): Promise<Histogram[]> {
  const remembered = rememberedOf(db);
  const runs = outcomes.reduce((sum, { count }) => sum + count, 0);
  const key = JSON.stringify([past, runs]);
  const known = remembered.get(name);
  if (known?.key === key) return known.histograms;
  const histograms = readHistograms(db, past);
  remembered.set(name, { key, histograms });
  histograms.catch(() => {
    if (remembered.get(name)?.histograms === histograms) remembered.delete(name);
  });
  return histograms;
}
