import { and, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { latencyBuckets, latencyBucketsDaily, outcomeCounts, outcomeCountsDaily, runs } from "@/db/schema";
import { availabilityOf } from "@/lib/runs/outcome";
import { ERROR_CLASSES, RUN_STATUSES } from "@/lib/runs/run";
import { type BucketCount, LOG_GAMMA, LOWEST, percentiles, SMALLEST } from "@/lib/stats/buckets";
import { type LatencyMetric, type LatencyRow, type LatencyWindow, WINDOW_HOURS } from "@/lib/stats/latency";
import { DAY_MS, HOUR_MS, NO_UPSTREAM } from "./count-runs";

/**
 * Percentiles and availability per offer and upstream over the window that ends at `now`.
 *
 * Whole days come from the daily histograms (today's as far as it is), the hours before the first of them from the
 * hourly ones, and the part of an hour at the window's start from the log itself: "the last hour" means sixty minutes.
 * A run is in exactly one of the three, by when it began.
 */
export async function readLatency(db: Database, window: LatencyWindow, now: Date): Promise<LatencyRow[]> {
  const from = new Date(now.getTime() - WINDOW_HOURS[window] * HOUR_MS);
  const parts = { from, firstHour: nextStart(from, HOUR_MS), firstDay: nextStart(from, DAY_MS) };
  const [histograms, outcomes, logged] = await Promise.all([
    readHistograms(db, parts),
    readOutcomes(db, parts),
    readLoggedOutcomes(db, parts),
  ]);
  const tally = new Tally();
  for (const row of histograms) tally.addBuckets(row, row.metric, row.buckets);
  for (const row of [...outcomes, ...logged]) tally.addOutcome(row, row.outcome, row.count);
  return tally.rows();
}

/** Where the parts of a window begin. */
type Parts = { from: Date; firstHour: Date; firstDay: Date };

function nextStart(time: Date, unitMs: number): Date {
  return new Date(Math.ceil(time.getTime() / unitMs) * unitMs);
}

/** Summed in the database, and each histogram as one value: thousands of rows would hold up the streams beside it. */
async function readHistograms(db: Database, { from, firstHour, firstDay }: Parts) {
  const daily = db
    .select(bucketColumns(latencyBucketsDaily))
    .from(latencyBucketsDaily)
    .where(gte(latencyBucketsDaily.day, firstDay));
  const hourly = db
    .select(bucketColumns(latencyBuckets))
    .from(latencyBuckets)
    .where(and(gte(latencyBuckets.hour, firstHour), lt(latencyBuckets.hour, firstDay)));
  const parts = unionAll(daily, hourly, loggedBuckets(db, from, firstHour)).as("parts");
  const summed = db
    .select({
      offer: parts.offer,
      upstream: parts.upstream,
      metric: parts.metric,
      bucket: parts.bucket,
      total: sql<number>`sum(${parts.count})::int`.as("total"),
    })
    .from(parts)
    .groupBy(parts.offer, parts.upstream, parts.metric, parts.bucket)
    .as("summed");
  const { offer, upstream, metric } = summed;
  const pair = sql`json_build_object('bucket', ${summed.bucket}, 'count', ${summed.total})`;
  return db
    .select({ offer, upstream, metric, buckets: sql<BucketCount[]>`json_agg(${pair})` })
    .from(summed)
    .groupBy(offer, upstream, metric);
}

function bucketColumns({
  offer,
  upstream,
  metric,
  bucket,
  count,
}: typeof latencyBuckets | typeof latencyBucketsDaily) {
  return { offer, upstream, metric, bucket, count };
}

const ANSWERED = RUN_STATUSES.filter((status) => availabilityOf(status, null) === "available");

/** The log's rows as `countRuns` would count them, by the same formula as `bucketOf`. */
function loggedBuckets(db: Database, from: Date, to: Date) {
  const { ttftMs, firstAnswerMs, throughputTps, endToEndMs } = runs;
  const metrics: Record<LatencyMetric, unknown> = { ttftMs, firstAnswerMs, throughputTps, endToEndMs };
  const pairs = Object.entries(metrics).map(([metric, column]) => sql`(${metric}::text, ${column})`);
  const value = sql`measured.value`;
  return db
    .select({
      offer: runs.offer,
      upstream: upstreamOrNone,
      metric: sql<string>`measured.metric`.as("metric"),
      bucket: sql<number>`case when ${value} <= ${SMALLEST}::float8 then ${LOWEST}::int
        else ceil(ln(${value}) / ${LOG_GAMMA}::float8)::int end`.as("bucket"),
      count: sql<number>`1`.as("count"),
    })
    .from(runs)
    .crossJoinLateral(sql`(values ${sql.join(pairs, sql`, `)}) as measured(metric, value)`)
    .where(
      and(
        isRealWithin(from, to),
        inArray(runs.status, ANSWERED),
        sql`${value} >= 0 and ${value} < 'infinity'::float8`,
      ),
    );
}

const upstreamOrNone = sql<string>`coalesce(${runs.upstream}, ${NO_UPSTREAM})`.as("upstream");

function isRealWithin(from: Date, to: Date) {
  return and(eq(runs.simulated, false), gte(runs.createdAt, from), lt(runs.createdAt, to));
}

async function readOutcomes(db: Database, { firstHour, firstDay }: Parts) {
  const daily = db
    .select(outcomeColumns(outcomeCountsDaily))
    .from(outcomeCountsDaily)
    .where(gte(outcomeCountsDaily.day, firstDay));
  const hourly = db
    .select(outcomeColumns(outcomeCounts))
    .from(outcomeCounts)
    .where(and(gte(outcomeCounts.hour, firstHour), lt(outcomeCounts.hour, firstDay)));
  const parts = unionAll(daily, hourly).as("parts");
  const { offer, upstream, outcome } = parts;
  return db
    .select({ offer, upstream, outcome, count: sql<number>`sum(${parts.count})::int` })
    .from(parts)
    .groupBy(offer, upstream, outcome);
}

function outcomeColumns({
  offer,
  upstream,
  outcome,
  count,
}: typeof outcomeCounts | typeof outcomeCountsDaily) {
  return { offer, upstream, outcome, count };
}

/**
 * The class of an error without reading it as JSON, which Postgres refuses to do where a message holds an escaped NUL:
 * inside a message, the quotes would be escaped too.
 */
const errorClass = sql<string | null>`substring(${runs.error}::text from '"class":"([a-z-]+)"')`;

async function readLoggedOutcomes(db: Database, { from, firstHour }: Parts) {
  const { offer, status } = runs;
  const rows = await db
    .select({
      offer,
      upstream: upstreamOrNone,
      status,
      errorClass: errorClass.as("error_class"),
      count: sql<number>`count(*)::int`,
    })
    .from(runs)
    .where(isRealWithin(from, firstHour))
    .groupBy(offer, sql`upstream`, status, sql`error_class`);
  return rows.flatMap(({ offer, upstream, status, errorClass, count }) => {
    const knownStatus = RUN_STATUSES.find((known) => known === status);
    const knownClass = ERROR_CLASSES.find((known) => known === errorClass) ?? null;
    const outcome = knownStatus ? availabilityOf(knownStatus, knownClass) : null;
    return outcome === null ? [] : [{ offer, upstream, outcome, count }];
  });
}

type Place = { offer: string; upstream: string };
type Cell = { metrics: Map<string, BucketCount[]>; outcomes: Map<string, number> };

/** Sums counts per upstream, and over all upstreams of an offer. */
class Tally {
  private readonly cells = new Map<string, { offer: string; upstream: string | null; cell: Cell }>();

  addBuckets(place: Place, metric: string, buckets: BucketCount[]): void {
    for (const { metrics } of this.cellsAt(place))
      metrics.set(metric, (metrics.get(metric) ?? []).concat(buckets));
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

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
