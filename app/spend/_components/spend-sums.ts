import type { SpendRow } from "@/db/queries/spend";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";

/** What several rows of spend add up to, and what they share. */
export type SpendSum = Pick<SpendRow, "day" | "tier" | "provider" | "billedUsd" | "runs" | "unknownRuns">;

const DAY_MS = 24 * 3_600_000;

/** One sum for each UTC day from `from` to `to` (YYYY-MM-DD), the newest first, days without a run included. */
export function sumByDay(
  rows: readonly SpendRow[],
  from: string,
  to: string,
): Omit<SpendSum, "tier" | "provider">[] {
  const byDay = Map.groupBy(rows, ({ day }) => day);
  const sums = [];
  for (let time = Date.parse(to); time >= Date.parse(from); time -= DAY_MS) {
    const day = new Date(time).toISOString().slice(0, 10);
    sums.push({ day, ...sumOf(byDay.get(day) ?? []) });
  }
  return sums;
}

/** One sum for each tier at each provider, the dearest first. */
export function sumByOffer(rows: readonly SpendRow[]): Omit<SpendSum, "day">[] {
  const byOffer = Map.groupBy(rows, ({ tier, provider }) => JSON.stringify([tier, provider]));
  return [...byOffer.values()]
    .flatMap((rowsOfOffer) => {
      const [first] = rowsOfOffer;
      return first ? [{ tier: first.tier, provider: first.provider, ...sumOf(rowsOfOffer) }] : [];
    })
    .sort((a, b) => Number(usdToPico(b.billedUsd) - usdToPico(a.billedUsd)) || b.runs - a.runs);
}

function sumOf(rows: readonly SpendRow[]) {
  return {
    billedUsd: picoToUsd(rows.reduce((sum, { billedUsd }) => sum + usdToPico(billedUsd), 0n)),
    runs: rows.reduce((sum, { runs }) => sum + runs, 0),
    unknownRuns: rows.reduce((sum, { unknownRuns }) => sum + unknownRuns, 0),
  };
}

/** What part of `whole` an amount is, 0 to 1; 0 of nothing. */
export function shareOf(usd: string, whole: string): number {
  const pico = usdToPico(whole);
  return pico === 0n ? 0 : Math.min(1, Math.max(0, Number(usdToPico(usd)) / Number(pico)));
}
