import { and, eq, gte, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { latencyBuckets, outcomeCounts, runs } from "@/db/schema";
import { type AvailabilityOutcome, availabilityOf } from "@/lib/runs/outcome";
import { RUN_STATUSES } from "@/lib/runs/run";
import { type BucketCount, bucketOf, percentiles } from "@/lib/stats/buckets";
import {
  LATENCY_METRICS,
  type LatencyMetric,
  type LatencyRow,
  type LatencyWindow,
  WINDOW_HOURS,
} from "@/lib/stats/latency";
import type { RunRow } from "./map-run";

type Transaction = Pick<Database, "insert">;

/** The primary key has no nulls: '' stands for "no upstream reported". */
const NO_UPSTREAM = "";
const HOUR_MS = 3_600_000;

/** Adds a finished real run to the histograms of its hour. Must share the transaction that completes the run. */
export async function countRun(tx: Transaction, row: RunRow): Promise<void> {
  const { outcome, buckets } = contributionOf(row);
  if (outcome === null) return;
  const place = { hour: startOfHour(row.createdAt), offer: row.offer, upstream: row.upstream ?? NO_UPSTREAM };
  await tx
    .insert(outcomeCounts)
    .values({ ...place, outcome, count: 1 })
    .onConflictDoUpdate({
      target: [outcomeCounts.hour, outcomeCounts.offer, outcomeCounts.upstream, outcomeCounts.outcome],
      set: { count: sql`${outcomeCounts.count} + 1` },
    });
  if (buckets.length === 0) return;
  const { hour, offer, upstream, metric, bucket } = latencyBuckets;
  await tx
    .insert(latencyBuckets)
    .values(buckets.map((entry) => ({ ...place, ...entry, count: 1 })))
    .onConflictDoUpdate({
      target: [hour, offer, upstream, metric, bucket],
      set: { count: sql`${latencyBuckets.count} + 1` },
    });
}

/**
 * Percentiles and availability per offer and upstream over the window that ends at `now`.
 * Whole hours come from the histograms; the part of an hour at the window's start is read from the log itself,
 * so that "the last hour" means sixty minutes.
 */
export async function readLatency(db: Database, window: LatencyWindow, now: Date): Promise<LatencyRow[]> {
  const from = new Date(now.getTime() - WINDOW_HOURS[window] * HOUR_MS);
  const firstWholeHour = new Date(Math.ceil(from.getTime() / HOUR_MS) * HOUR_MS);
  const tally = new Tally();
  const total = sql<number>`sum(${latencyBuckets.count})::int`;
  const { offer, upstream, metric, bucket } = latencyBuckets;
  const bucketRows = await db
    .select({ offer, upstream, metric, bucket, count: total })
    .from(latencyBuckets)
    .where(gte(latencyBuckets.hour, firstWholeHour))
    .groupBy(offer, upstream, metric, bucket);
  for (const row of bucketRows) tally.addBucket(row, row.metric, row);

  const outcomeRows = await db
    .select({
      offer: outcomeCounts.offer,
      upstream: outcomeCounts.upstream,
      outcome: outcomeCounts.outcome,
      count: sql<number>`sum(${outcomeCounts.count})::int`,
    })
    .from(outcomeCounts)
    .where(gte(outcomeCounts.hour, firstWholeHour))
    .groupBy(outcomeCounts.offer, outcomeCounts.upstream, outcomeCounts.outcome);
  for (const row of outcomeRows) tally.addOutcome(row, row.outcome, row.count);

  const edgeRows = await db
    .select()
    .from(runs)
    .where(and(eq(runs.simulated, false), gte(runs.createdAt, from), lt(runs.createdAt, firstWholeHour)));
  for (const row of edgeRows) {
    const place = { offer: row.offer, upstream: row.upstream ?? NO_UPSTREAM };
    const { outcome, buckets } = contributionOf(row);
    if (outcome) tally.addOutcome(place, outcome, 1);
    for (const entry of buckets) tally.addBucket(place, entry.metric, { bucket: entry.bucket, count: 1 });
  }
  return tally.rows();
}

type Contribution = {
  outcome: AvailabilityOutcome | null;
  buckets: { metric: LatencyMetric; bucket: number }[];
};

/** What one run adds: an outcome, and, when it answered, a bucket for each of its known metrics. */
function contributionOf(row: RunRow): Contribution {
  const status = RUN_STATUSES.find((known) => known === row.status);
  const outcome = status ? availabilityOf(status, row.error?.class ?? null) : null;
  if (outcome !== "available") return { outcome, buckets: [] };
  const buckets = LATENCY_METRICS.flatMap((metric) => {
    const value = row[metric];
    return value === null ? [] : [{ metric, bucket: bucketOf(value) }];
  });
  return { outcome, buckets };
}

type Place = { offer: string; upstream: string };
type Cell = { metrics: Map<string, BucketCount[]>; outcomes: Map<string, number> };

/** Sums counts per upstream, and over all upstreams of an offer. */
class Tally {
  private readonly cells = new Map<string, { offer: string; upstream: string | null; cell: Cell }>();

  addBucket(place: Place, metric: string, { bucket, count }: BucketCount): void {
    for (const { metrics } of this.cellsAt(place)) {
      const known = metrics.get(metric);
      if (known) known.push({ bucket, count });
      else metrics.set(metric, [{ bucket, count }]);
    }
  }

  addOutcome(place: Place, outcome: string, count: number): void {
    for (const { outcomes } of this.cellsAt(place))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count);
  }

  rows(): LatencyRow[] {
    return [...this.cells.values()]
      .map(({ offer, upstream, cell }) => rowOf(offer, upstream, cell))
      .sort((a, b) => compare(a.offer, b.offer) || compare(a.upstream ?? "", b.upstream ?? ""));
  }

  private cellsAt({ offer, upstream }: Place): Cell[] {
    const places = upstream === NO_UPSTREAM ? [null] : [null, upstream];
    return places.map((at) => {
      const key = `${offer}\n${at ?? ""}`;
      const known = this.cells.get(key);
      if (known) return known.cell;
      const cell: Cell = { metrics: new Map(), outcomes: new Map() };
      this.cells.set(key, { offer, upstream: at, cell });
      return cell;
    });
  }
}

function rowOf(offer: string, upstream: string | null, { metrics, outcomes }: Cell): LatencyRow {
  const available = outcomes.get("available") ?? 0;
  const counted = available + (outcomes.get("unavailable") ?? 0);
  const of = (metric: LatencyMetric) => percentiles(metrics.get(metric) ?? []);
  return {
    offer,
    upstream,
    n: available,
    availability: counted === 0 ? null : available / counted,
    rateLimited: outcomes.get("rate-limited") ?? 0,
    ttftMs: of("ttftMs"),
    firstAnswerMs: of("firstAnswerMs"),
    throughputTps: of("throughputTps"),
    endToEndMs: of("endToEndMs"),
  };
}

function startOfHour(time: Date): Date {
  return new Date(Math.floor(time.getTime() / HOUR_MS) * HOUR_MS);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
