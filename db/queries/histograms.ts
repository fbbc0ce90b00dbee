import { and, eq, gte, lt, type SQLWrapper, sql } from "drizzle-orm";
import { type PgColumn, unionAll } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { latencyBuckets, latencyBucketsDaily, outcomeCounts, outcomeCountsDaily, runs } from "@/db/schema";
import { availabilityOf } from "@/lib/runs/outcome";
import { ERROR_CLASSES, RUN_STATUSES } from "@/lib/runs/run";
import { type BucketCount, LOG_GAMMA, LOWEST, SMALLEST } from "@/lib/stats/buckets";
import { LATENCY_METRICS } from "@/lib/stats/latency";
import { NO_UPSTREAM } from "./count-runs";

/** `to` is excluded. */
export type Stretch = { from: Date; to: Date };

/** Stretches of time that don't overlap, in whole hours and whole days. */
export type Past = { hours: Stretch; days: Stretch };

/** The same, and one that is read from the log itself. */
export type Part = Past & { log: Stretch };

/** How often what was measured of an offer through an upstream ('' is none) fell into which bucket, ascending. */
export type Histogram = { offer: string; upstream: string; metric: string; buckets: BucketCount[] };

/** How often runs of an offer through an upstream ('' is none) ended how. */
export type OutcomeCount = { offer: string; upstream: string; outcome: string; count: number };

export type Measured = { histograms: Histogram[]; outcomes: OutcomeCount[] };

/** The histograms of whole hours and days: of a month 800,000 rows, summed in the database. */
export async function readHistograms(db: Database, { hours, days }: Past): Promise<Histogram[]> {
  const daily = db
    .select(bucketColumns(latencyBucketsDaily))
    .from(latencyBucketsDaily)
    .where(isWithin(latencyBucketsDaily.day, days));
  const hourly = db
    .select(bucketColumns(latencyBuckets))
    .from(latencyBuckets)
    .where(isWithin(latencyBuckets.hour, hours));
  const rows = unionAll(daily, hourly).as("rows");
  const summed = db
    .select({
      offer: rows.offer,
      upstream: rows.upstream,
      metric: rows.metric,
      bucket: rows.bucket,
      count: sql<number>`sum(${rows.count})::int`.as("total"),
    })
    .from(rows)
    .groupBy(rows.offer, rows.upstream, rows.metric, rows.bucket)
    .as("summed");
  const { offer, upstream, metric } = summed;
  const gathered = await db
    .select({ offer, upstream, metric, buckets: listOf(summed.bucket), counts: listOf(summed.count) })
    .from(summed)
    .groupBy(offer, upstream, metric);
  return gathered.map(histogramOf);
}

/** The same of a day or two: summing so few rows before they are sent would take longer than sending them. */
export async function readFewDays(db: Database, days: Stretch): Promise<Histogram[]> {
  const { day, offer, upstream, metric, bucket, count } = latencyBucketsDaily;
  const gathered = await db
    .select({ offer, upstream, metric, buckets: listOf(bucket), counts: listOf(count) })
    .from(latencyBucketsDaily)
    .where(isWithin(day, days))
    .groupBy(offer, upstream, metric);
  return gathered.map(histogramOf);
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

/** A group's values as one: thousands of rows would hold up the streams beside them. */
function listOf(value: SQLWrapper) {
  return sql<number[]>`array_to_json(array_agg(${value}))`;
}

type Gathered = { offer: string; upstream: string; metric: string; buckets: number[]; counts: number[] };

function histogramOf({ buckets, counts, ...place }: Gathered): Histogram {
  const pairs = buckets.map((bucket, index) => ({ bucket, count: counts[index] ?? 0 }));
  return { ...place, buckets: addUp(pairs) };
}

/** Ascending, each bucket once. */
function addUp(pairs: BucketCount[]): BucketCount[] {
  const sorted = pairs.sort((a, b) => a.bucket - b.bucket);
  const sum: BucketCount[] = [];
  for (const { bucket, count } of sorted) {
    const last = sum.at(-1);
    if (last?.bucket === bucket) last.count += count;
    else sum.push({ bucket, count });
  }
  return sum;
}

/** The log's runs as `countsOf` counted them when they ended, in one look at them. */
export async function readLogged(db: Database, log: Stretch): Promise<Measured> {
  const upstream = sql<string>`coalesce(${runs.upstream}, ${NO_UPSTREAM})`.as("upstream");
  const rows = await db
    .select({
      offer: runs.offer,
      upstream,
      status: runs.status,
      errorClass: errorClass.as("error_class"),
      count: sql<number>`count(*)::int`,
      ttftMs: bucketsOf(runs.ttftMs),
      firstAnswerMs: bucketsOf(runs.firstAnswerMs),
      throughputTps: bucketsOf(runs.throughputTps),
      endToEndMs: bucketsOf(runs.endToEndMs),
    })
    .from(runs)
    .where(and(eq(runs.simulated, false), isWithin(runs.createdAt, log)))
    .groupBy(runs.offer, sql`upstream`, runs.status, sql`error_class`);
  const ended = rows.flatMap((row) => {
    const outcome = outcomeOf(row.status, row.errorClass);
    return outcome === null ? [] : [{ ...row, outcome }];
  });
  const answered = ended.filter(({ outcome }) => outcome === "available");
  return {
    outcomes: ended.map(({ offer, upstream, outcome, count }) => ({ offer, upstream, outcome, count })),
    histograms: answered.flatMap(({ offer, upstream, ...lists }) =>
      LATENCY_METRICS.map((metric) => {
        const buckets = (lists[metric] ?? []).map((bucket) => ({ bucket, count: 1 }));
        return { offer, upstream, metric, buckets: addUp(buckets) };
      }),
    ),
  };
}

/**
 * The class of an error without reading it as JSON, which Postgres refuses to do where a message holds an escaped NUL:
 * inside a message, the quotes would be escaped too.
 */
const errorClass = sql<string | null>`substring(${runs.error}::text from '"class":"([a-z-]+)"')`;

function outcomeOf(status: string, errorClass: string | null) {
  const knownStatus = RUN_STATUSES.find((known) => known === status);
  const knownClass = ERROR_CLASSES.find((known) => known === errorClass) ?? null;
  return knownStatus ? availabilityOf(knownStatus, knownClass) : null;
}

/** The buckets of a group's measurable values; null when there is none. */
function bucketsOf(value: PgColumn) {
  const bucket = sql`case when ${value} <= ${SMALLEST}::float8 then ${LOWEST}::int
    else ceil(ln(${value}) / ${LOG_GAMMA}::float8)::int end`;
  const isMeasurable = sql`${value} >= 0 and ${value} < 'infinity'::float8`;
  return sql<number[] | null>`array_to_json(array_agg(${bucket}) filter (where ${isMeasurable}))`;
}

function isWithin(column: PgColumn, { from, to }: Stretch) {
  return and(gte(column, from), lt(column, to));
}

/** How runs ended, as it was counted by the hour and by the day. */
export async function readCountedOutcomes(db: Database, { hours, days }: Past): Promise<OutcomeCount[]> {
  const daily = db
    .select(outcomeColumns(outcomeCountsDaily))
    .from(outcomeCountsDaily)
    .where(isWithin(outcomeCountsDaily.day, days));
  const hourly = db
    .select(outcomeColumns(outcomeCounts))
    .from(outcomeCounts)
    .where(isWithin(outcomeCounts.hour, hours));
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
