import { and, eq, inArray, lt, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { budgetDays, runs } from "@/db/schema";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { readBilledOfDay } from "./spend";

/** An amount (USD) of all owners together, and of one. */
export type AllAndOwn = { all: string; own: string };

/** USD that may be spent on a UTC day, by all owners together, by one, and from one network; null is no limit. */
export type DayLimits = { [Whose in keyof AllAndOwn]: string | null } & {
  network: { key: string; usd: string } | null;
};

/** USD that are set aside; of a network, with what its runs were billed. */
export type Reserved = AllAndOwn & { network: string };

/** The runs that a budget had no room for, by their ids, and the USD that were left for each. */
export type OverBudget = ReadonlyMap<string, string>;

/** A run, and what it may cost at worst; nothing is set aside for one without. */
type Reserving = { createdAt: Date; owner: string; network?: string | null; reservedUsd?: string | null };

/** One that has ended, and what it was billed. */
type Released = Reserving & { billedUsd?: string | null };

/** The owner that stands for all of them. */
const ALL = "";

/**
 * Sets aside what runs of one owner and day may cost at worst. One that a budget has no room for gets nothing; those
 * after it may still fit. Must share the transaction that inserts the rows, as its last step: from here to the commit
 * every other start and end of that day waits.
 */
export async function reserve(
  tx: Pick<Database, "select" | "insert" | "update">,
  inserted: readonly (Reserving & { id: string })[],
  limits: DayLimits | null,
): Promise<OverBudget> {
  const paid = inserted.filter(({ reservedUsd }) => reservedUsd != null);
  const [first] = paid;
  if (!first || !limits) return new Map();
  const reserved = byOwner(await addReserved(tx, paid, 1n), first.owner, limits);
  // Only now that the day is ours: a run that ended before is in this sum, one that ends later still in the other.
  const billed = await readBilledOfDay(tx, utcDay(first), first.owner);
  const left = leftOf(limits, billed, reserved);
  const over = left === null ? new Map<string, string>() : withoutRoom(paid, left + sumOf(paid));
  if (over.size > 0) {
    const refused = paid.filter(({ id }) => over.has(id));
    await addReserved(tx, refused, -1n);
    await tx
      .update(runs)
      .set({ reservedUsd: null, network: null })
      .where(inArray(runs.id, [...over.keys()]));
  }
  return over;
}

/** What gives back what was set aside for runs that have ended or were taken back: once for each, as the last step too. */
export function releaseOf(tx: Pick<Database, "insert">, ended: readonly Released[]): SQLWrapper[] {
  return additionOf(tx, ended, -1n);
}

/** What is set aside on a UTC day (YYYY-MM-DD). */
export async function readReserved(
  db: Database,
  day: string,
  owner: string,
  limits: DayLimits,
): Promise<Reserved> {
  const owners = [ALL, owner, ...(limits.network ? [limits.network.key] : [])];
  const rows = await db
    .select({ owner: budgetDays.owner, reservedUsd: budgetDays.reservedUsd })
    .from(budgetDays)
    .where(and(eq(budgetDays.day, day), inArray(budgetDays.owner, owners)));
  return byOwner(rows, owner, limits);
}

/** Forgets the days before a UTC day (YYYY-MM-DD). */
export async function deleteBudgetDays(db: Database, before: string): Promise<void> {
  await db.delete(budgetDays).where(lt(budgetDays.day, before));
}

/** What limits leave of a day, in picodollars, below 0 when more is gone; null without a limit. */
export function leftOf(limits: DayLimits, billed: AllAndOwn, reserved: Reserved): bigint | null {
  const rooms = (["all", "own"] as const).flatMap((whose) => {
    const limit = limits[whose];
    return limit === null ? [] : [usdToPico(limit) - usdToPico(billed[whose]) - usdToPico(reserved[whose])];
  });
  if (limits.network) rooms.push(usdToPico(limits.network.usd) - usdToPico(reserved.network));
  return rooms.reduce<bigint | null>((least, room) => (least === null || room < least ? room : least), null);
}

function withoutRoom(paid: readonly (Reserving & { id: string })[], room: bigint): Map<string, string> {
  const over = new Map<string, string>();
  let left = room;
  for (const run of paid) {
    const cost = sumOf([run]);
    if (cost <= left) left -= cost;
    else over.set(run.id, picoToUsd(left > 0n ? left : 0n));
  }
  return over;
}

type ReservedRow = Pick<typeof budgetDays.$inferSelect, "owner" | "reservedUsd">;

/** What adds (or, with `sign` -1, takes away) what is set aside for runs, and gives the days as they are then. */
function additionOf(tx: Pick<Database, "insert">, changed: readonly Released[], sign: 1n | -1n) {
  const sums = new Map<string, { day: string; owner: string; pico: bigint }>();
  const add = (run: Released, owner: string, pico: bigint) => {
    const day = utcDay(run);
    const key = JSON.stringify([day, owner]);
    sums.set(key, { day, owner, pico: (sums.get(key)?.pico ?? 0n) + pico });
  };
  for (const run of changed) {
    const pico = sumOf([run]) * sign;
    if (pico === 0n) continue;
    add(run, ALL, pico);
    add(run, run.owner, pico);
    if (run.network) add(run, run.network, pico + usdToPico(run.billedUsd ?? "0"));
  }
  if (sums.size === 0) return [];
  const { day, owner, reservedUsd } = budgetDays;
  // In the order of the key, so that two transactions never wait for each other.
  const places = [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    tx
      .insert(budgetDays)
      .values(places.map(([, { pico, ...place }]) => ({ ...place, reservedUsd: picoToUsd(pico) })))
      .onConflictDoUpdate({
        target: [day, owner],
        set: { reservedUsd: sql`${reservedUsd} + excluded.reserved_usd` },
      })
      .returning({ owner, reservedUsd }),
  ];
}

async function addReserved(
  tx: Pick<Database, "insert">,
  changed: readonly Reserving[],
  sign: 1n | -1n,
): Promise<ReservedRow[]> {
  const [addition] = additionOf(tx, changed, sign);
  return addition ?? [];
}

function byOwner(rows: readonly ReservedRow[], ownOwner: string, { network }: DayLimits): Reserved {
  const of = (whose: string) => rows.find(({ owner }) => owner === whose)?.reservedUsd ?? "0";
  // Who owns nothing yet is no owner, and not all of them.
  return {
    all: of(ALL),
    own: ownOwner === ALL ? "0" : of(ownOwner),
    network: network ? of(network.key) : "0",
  };
}

function sumOf(paid: readonly Reserving[]): bigint {
  return paid.reduce((sum, { reservedUsd }) => sum + usdToPico(reservedUsd ?? "0"), 0n);
}

function utcDay({ createdAt }: Reserving): string {
  return createdAt.toISOString().slice(0, 10);
}
