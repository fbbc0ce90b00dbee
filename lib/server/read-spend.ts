import { database } from "@/db/client";
import { listSpend, readSpendOfDay, type SpendRow } from "@/db/queries/spend";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { env } from "./env";

/**
 * What `GET /api/spend` answers. Money is USD with 12 decimals; `days` are UTC days, and a run belongs to the day it began.
 * Simulated runs are nowhere in it.
 */
export type Spend = {
  from: string;
  to: string;
  totalUsd: string;
  runs: number;
  /** Runs whose cost nobody knows: not in `totalUsd`, and not 0. */
  unknownRuns: number;
  /** By day, tier and provider, in this order; without those of no run. */
  days: SpendRow[];
  /** `GLIMPSE_BUDGET_USD_PER_DAY`, for all owners together; null is no limit. */
  budget: string | null;
  /** What is left of it today, never below 0; null without a budget. */
  left: string | null;
};

/** An owner's spend from one UTC day to another (YYYY-MM-DD), both included. */
export async function readSpend(owner: string, from: string, to: string, now: Date): Promise<Spend> {
  const db = await database();
  const days = await listSpend(db, owner, from, to);
  const budget = env().GLIMPSE_BUDGET_USD_PER_DAY ?? null;
  const spentToday = budget === null ? "0" : await readSpendOfDay(db, utcDay(now));
  return {
    from,
    to,
    totalUsd: picoToUsd(days.reduce((sum, { billedUsd }) => sum + usdToPico(billedUsd), 0n)),
    runs: days.reduce((sum, { runs }) => sum + runs, 0),
    unknownRuns: days.reduce((sum, { unknownRuns }) => sum + unknownRuns, 0),
    days,
    budget: budget === null ? null : picoToUsd(usdToPico(budget)),
    left: budget === null ? null : leftOf(budget, spentToday),
  };
}

/** A moment's UTC day, YYYY-MM-DD. */
export function utcDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

function leftOf(budgetUsd: string, spentUsd: string): string {
  const left = usdToPico(budgetUsd) - usdToPico(spentUsd);
  return picoToUsd(left > 0n ? left : 0n);
}
