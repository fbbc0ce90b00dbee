import { type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { latencyBuckets, latencyBucketsDaily, outcomeCounts, outcomeCountsDaily } from "@/db/schema";
import { availabilityOf } from "@/lib/runs/outcome";
import { RUN_STATUSES } from "@/lib/runs/run";
import { bucketOf, isMeasurable } from "@/lib/stats/buckets";
import { LATENCY_METRICS, type LatencyMetric } from "@/lib/stats/latency";
import type { RunRow } from "./map-run";

/** The primary keys have no nulls: '' stands for "no upstream reported". */
export const NO_UPSTREAM = "";
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** What of a run its counts are made of. */
export type CountedRun = Pick<
  RunRow,
  "createdAt" | "offer" | "upstream" | "status" | "error" | LatencyMetric
>;

/**
 * What adds finished real runs to the histograms of their hours and days. Must share the transaction that completes
 * them. Rows are taken in the order of their keys, so that two instances that count at once never wait for each other.
 */
export function countsOf(tx: Pick<Database, "insert">, runs: CountedRun[]): SQLWrapper[] {
  const ends = runs.flatMap(outcomeOf);
  const buckets = runs.flatMap(bucketsOf);
  return [
    ...(ends.length > 0 ? outcomesOf(tx, ends) : []),
    ...(buckets.length > 0 ? histogramsOf(tx, buckets) : []),
  ];
}

type Place = { at: Date; offer: string; upstream: string };
type OutcomeAt = Place & { outcome: string };
type BucketAt = Place & { metric: LatencyMetric; bucket: number };

function outcomesOf(tx: Pick<Database, "insert">, ends: OutcomeAt[]): SQLWrapper[] {
  const hourly = outcomeCounts;
  const daily = outcomeCountsDaily;
  return [
    tx
      .insert(hourly)
      .values(summed(ends.map(({ at, ...rest }) => ({ hour: startOf(at, HOUR_MS), ...rest }))))
      .onConflictDoUpdate({
        target: [hourly.hour, hourly.offer, hourly.upstream, hourly.outcome],
        set: { count: sql`${hourly.count} + excluded.count` },
      }),
    tx
      .insert(daily)
      .values(summed(ends.map(({ at, ...rest }) => ({ day: startOf(at, DAY_MS), ...rest }))))
      .onConflictDoUpdate({
        target: [daily.day, daily.offer, daily.upstream, daily.outcome],
        set: { count: sql`${daily.count} + excluded.count` },
      }),
  ];
}

function histogramsOf(tx: Pick<Database, "insert">, buckets: BucketAt[]): SQLWrapper[] {
  const hourly = latencyBuckets;
  const daily = latencyBucketsDaily;
  return [
    tx
      .insert(hourly)
      .values(summed(buckets.map(({ at, ...rest }) => ({ hour: startOf(at, HOUR_MS), ...rest }))))
      .onConflictDoUpdate({
        target: [hourly.hour, hourly.offer, hourly.upstream, hourly.metric, hourly.bucket],
        set: { count: sql`${hourly.count} + excluded.count` },
      }),
    tx
      .insert(daily)
      .values(summed(buckets.map(({ at, ...rest }) => ({ day: startOf(at, DAY_MS), ...rest }))))
      .onConflictDoUpdate({
        target: [daily.day, daily.offer, daily.upstream, daily.metric, daily.bucket],
        set: { count: sql`${daily.count} + excluded.count` },
      }),
  ];
}

function outcomeOf(run: CountedRun): OutcomeAt[] {
  const status = RUN_STATUSES.find((known) => known === run.status);
  const outcome = status ? availabilityOf(status, run.error?.class ?? null) : null;
  return outcome === null ? [] : [{ ...placeOf(run), outcome }];
}

/** A bucket for each known metric of a run that answered. */
function bucketsOf(run: CountedRun): BucketAt[] {
  if (outcomeOf(run)[0]?.outcome !== "available") return [];
  return LATENCY_METRICS.flatMap((metric) => {
    const value = run[metric];
    if (value === null || !isMeasurable(value)) return [];
    return [{ ...placeOf(run), metric, bucket: bucketOf(value) }];
  });
}

function placeOf({ createdAt, offer, upstream }: CountedRun): Place {
  return { at: createdAt, offer, upstream: upstream ?? NO_UPSTREAM };
}

/** Equal rows as one with their count, in the order of their keys. */
function summed<T extends object>(rows: T[]): (T & { count: number })[] {
  return [...Map.groupBy(rows, (row) => JSON.stringify(row))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, equal]) => equal.slice(0, 1).map((row) => ({ ...row, count: equal.length })));
}

/** The start of the UTC hour or day that a moment is in. */
export function startOf(time: Date, unitMs: number): Date {
  return new Date(Math.floor(time.getTime() / unitMs) * unitMs);
}
