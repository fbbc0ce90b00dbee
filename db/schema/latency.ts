import { integer, pgTable, primaryKey, timestamp } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/**
 * Mergeable histograms: how many real runs of an hour, or of a UTC day, fell into which logarithmic bucket.
 * `upstream` is '' where none was reported, because a primary key has no nulls.
 */
const bucketColumns = () => ({
  offer: losslessText().notNull(),
  upstream: losslessText().notNull(),
  metric: losslessText().notNull(),
  bucket: integer().notNull(),
  count: integer().notNull(),
});

/** How many real runs ended how: `available`, `unavailable` or `rate-limited`; the others are in neither. */
const outcomeColumns = () => ({
  offer: losslessText().notNull(),
  upstream: losslessText().notNull(),
  outcome: losslessText().notNull(),
  count: integer().notNull(),
});

export const latencyBuckets = pgTable(
  "latency_buckets",
  { hour: timestamp({ withTimezone: true }).notNull(), ...bucketColumns() },
  (table) => [primaryKey({ columns: [table.hour, table.offer, table.upstream, table.metric, table.bucket] })],
);

export const outcomeCounts = pgTable(
  "outcome_counts",
  { hour: timestamp({ withTimezone: true }).notNull(), ...outcomeColumns() },
  (table) => [primaryKey({ columns: [table.hour, table.offer, table.upstream, table.outcome] })],
);

/** The same by UTC day: over a month of ten million runs, 24 times fewer rows than the hours. */
export const latencyBucketsDaily = pgTable(
  "latency_buckets_daily",
  { day: timestamp({ withTimezone: true }).notNull(), ...bucketColumns() },
  (table) => [primaryKey({ columns: [table.day, table.offer, table.upstream, table.metric, table.bucket] })],
);

export const outcomeCountsDaily = pgTable(
  "outcome_counts_daily",
  { day: timestamp({ withTimezone: true }).notNull(), ...outcomeColumns() },
  (table) => [primaryKey({ columns: [table.day, table.offer, table.upstream, table.outcome] })],
);
