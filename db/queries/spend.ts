import { and, asc, between, eq, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { runs as runTable, spendDays } from "@/db/schema";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import type { RunRow } from "./map-run";

/** What of a run its owner's spend is made of. */
export const spentColumns = {
  createdAt: runTable.createdAt,
  owner: runTable.owner,
  provider: runTable.provider,
  tier: runTable.tier,
  simulated: runTable.simulated,
  status: runTable.status,
  billedUsd: runTable.billedUsd,
  usageSource: runTable.usageSource,
  ownKey: runTable.ownKey,
  instance: runTable.instance,
};
type SpentRun = Pick<RunRow, keyof typeof spentColumns>;

/** A real run that ended, or whose end or bill was replaced: `before` is what of it was counted already. */
export type SpendChange = { before: SpentRun | null; after: SpentRun };

/** What brings spend up to date. Must share the transaction that changes the runs. */
export function spendOf(tx: Pick<Database, "insert">, changes: SpendChange[]): SQLWrapper[] {
  if (changes.length === 0) return [];
  const places = [...Map.groupBy(changes, ({ after }) => JSON.stringify(placeOf(after)))];
  const { day, owner, provider, tier, runs, billedUsd, ownKeyUsd, unknownRuns } = spendDays;
  return [
    tx
      .insert(spendDays)
      // In the order of the key, so that two instances that add at once never wait for each other.
      .values(places.sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, here]) => sumOf(here)))
      .onConflictDoUpdate({
        target: [day, owner, provider, tier],
        set: {
          runs: sql`${runs} + excluded.runs`,
          billedUsd: sql`${billedUsd} + excluded.billed_usd`,
          ownKeyUsd: sql`${ownKeyUsd} + excluded.own_key_usd`,
          unknownRuns: sql`${unknownRuns} + excluded.unknown_runs`,
        },
      }),
  ];
}

function placeOf({ createdAt, owner, provider, tier }: SpentRun) {
  return { day: createdAt.toISOString().slice(0, 10), owner, provider, tier };
}

function sumOf(changes: SpendChange[]): (typeof spendDays.$inferInsert)[] {
  const [first] = changes;
  if (!first) return [];
  let pico = 0n;
  let ownKeyPico = 0n;
  let runs = 0;
  let unknownRuns = 0;
  for (const { before, after } of changes) {
    const more = usdToPico(after.billedUsd ?? "0") - usdToPico(before?.billedUsd ?? "0");
    pico += more;
    if (after.ownKey) ownKeyPico += more;
    runs += before ? 0 : 1;
    unknownRuns += Number(isCostUnknown(after)) - Number(before !== null && isCostUnknown(before));
  }
  const sums = { billedUsd: picoToUsd(pico), ownKeyUsd: picoToUsd(ownKeyPico) };
  return [{ ...placeOf(first.after), runs, ...sums, unknownRuns }];
}

/**
 * A run that was refused or never sent costs nothing; one that was answered costs something. One whose end is only
 * assumed, its instance being gone, may have been answered.
 */
function isCostUnknown({ billedUsd, usageSource, status, instance }: SpentRun): boolean {
  const isAssumed = status === "interrupted" && instance !== null;
  return billedUsd === null && (usageSource !== null || isAssumed);
}

/** What real runs of one UTC day have cost with one provider and tier. */
export type SpendRow = {
  /** YYYY-MM-DD */
  day: string;
  tier: string;
  provider: string;
  /** USD with 12 decimals: the sum of what is known. */
  billedUsd: string;
  /** USD with 12 decimals: what of it visitors paid with keys of their own, which no budget counts. */
  ownKeyUsd: string;
  runs: number;
  /** Runs among them whose cost nobody knows. */
  unknownRuns: number;
};

/**
 * Spend from one UTC day to another (YYYY-MM-DD), both included, in the order of days, tiers and providers.
 *
 * @param owner whose; null: all owners together
 */
export async function listSpend(
  db: Database,
  owner: string | null,
  from: string,
  to: string,
): Promise<SpendRow[]> {
  const { day, tier, provider, billedUsd, ownKeyUsd, runs, unknownRuns } = spendDays;
  return db
    .select({
      day,
      tier,
      provider,
      billedUsd: sql<string>`sum(${billedUsd})::numeric(24, 12)`,
      ownKeyUsd: sql<string>`sum(${ownKeyUsd})::numeric(24, 12)`,
      runs: sql<number>`sum(${runs})::int`,
      unknownRuns: sql<number>`sum(${unknownRuns})::int`,
    })
    .from(spendDays)
    .where(and(owner === null ? undefined : eq(spendDays.owner, owner), between(day, from, to)))
    .groupBy(day, tier, provider)
    .orderBy(asc(day), asc(tier), asc(provider));
}

/**
 * USD with 12 decimals that runs which began on a UTC day (YYYY-MM-DD) cost the operator: those of all owners together,
 * and of one. What visitors paid with keys of their own is not in it.
 */
export async function readBilledOfDay(
  db: Pick<Database, "select">,
  day: string,
  owner: string,
): Promise<{ all: string; own: string }> {
  const { billedUsd, ownKeyUsd } = spendDays;
  const [row] = await db
    .select({
      all: sql<string>`coalesce(sum(${billedUsd} - ${ownKeyUsd}), 0)::numeric(24, 12)`,
      own: sql<string>`coalesce(sum(${billedUsd} - ${ownKeyUsd}) filter (where ${eq(spendDays.owner, owner)}), 0)::numeric(24, 12)`,
    })
    .from(spendDays)
    .where(eq(spendDays.day, day));
  return row ?? { all: "0", own: "0" };
}
