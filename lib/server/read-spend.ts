import { database } from "@/db/client";
import { type DayLimits, leftOf, readReserved } from "@/db/queries/budget";
import { listSpend, readBilledOfDay, type SpendRow } from "@/db/queries/spend";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { dayLimits } from "./budget/day-limits";
import type { Caller } from "./caller";

/**
 * What `GET /api/spend` answers. Money is USD with 12 decimals; `days` are UTC days, and a run belongs to the day it began.
 * Simulated runs are nowhere in it. The operator sees all owners together, a visitor their own.
 */
export type Spend = {
  from: string;
  to: string;
  totalUsd: string;
  /** What of it visitors paid with keys of their own: no budget counts it. */
  ownKeyUsd: string;
  runs: number;
  /** Runs whose cost nobody knows: not in `totalUsd`, and not 0. */
  unknownRuns: number;
  /** By day, tier and provider, in this order; without those of no run. */
  days: SpendRow[];
  /** What may be spent a day: by a visitor, or by all owners together; null is no limit. */
  budget: string | null;
  /** What today's runs that have ended were billed, of those that `budget` counts. */
  todayUsd: string;
  /** What those that go on may still cost at worst; null without a budget. */
  reservedUsd: string | null;
  /** What a run that begins now may cost, never below 0: for a visitor, no more than all owners have left. */
  left: string | null;
};

/**
 * Spend from one UTC day to another (YYYY-MM-DD), both included, as `caller` may see it.
 *
 * @param network where the caller asks from; null where nobody knows
 */
export async function readSpend(
  { owner, role }: Pick<Caller, "owner" | "role">,
  { from, to, now, network }: { from: string; to: string; now: Date; network: string | null },
): Promise<Spend> {
  const db = await database();
  const isOperator = role === "operator";
  const days = await listSpend(db, isOperator ? null : owner, from, to);
  const billed = await readBilledOfDay(db, utcDay(now), owner);
  return {
    from,
    to,
    totalUsd: picoToUsd(days.reduce((sum, { billedUsd }) => sum + usdToPico(billedUsd), 0n)),
    ownKeyUsd: picoToUsd(days.reduce((sum, { ownKeyUsd }) => sum + usdToPico(ownKeyUsd), 0n)),
    runs: days.reduce((sum, { runs }) => sum + runs, 0),
    unknownRuns: days.reduce((sum, { unknownRuns }) => sum + unknownRuns, 0),
    days,
    todayUsd: isOperator ? billed.all : billed.own,
    ...(await readBudget(await dayLimits(owner, network, now), owner, billed, now)),
  };
}

/** A moment's UTC day, YYYY-MM-DD. */
export function utcDay(time: Date): string {
  return time.toISOString().slice(0, 10);
}

async function readBudget(
  limits: DayLimits | null,
  owner: string,
  billed: { all: string; own: string },
  now: Date,
): Promise<Pick<Spend, "budget" | "reservedUsd" | "left">> {
  const budget = limits?.own ?? limits?.all ?? null;
  if (!limits || budget === null) return { budget: null, reservedUsd: null, left: null };
  const reserved = await readReserved(await database(), utcDay(now), owner, limits);
  const left = leftOf(limits, billed, reserved) ?? 0n;
  return {
    budget: picoToUsd(usdToPico(budget)),
    reservedUsd: picoToUsd(usdToPico(limits.own === null ? reserved.all : reserved.own)),
    left: picoToUsd(left > 0n ? left : 0n),
  };
}
