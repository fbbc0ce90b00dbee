import { integer, pgTable, primaryKey, timestamp } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/**
 * Mergeable histograms: how many real runs of an hour fell into which logarithmic bucket.
 * `upstream` is '' where none was reported, because a primary key has no nulls.
 */
export const latencyBuckets = pgTable(
  "latency_buckets",
  {
    hour: timestamp({ withTimezone: true }).notNull(),
    offer: losslessText().notNull(),
    upstream: losslessText().notNull(),
    metric: losslessText().notNull(),
    bucket: integer().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.hour, table.offer, table.upstream, table.metric, table.bucket] })],
);

/** How many real runs of an hour ended how: `available`, `unavailable` or `rate-limited`; the others are in neither. */
export const outcomeCounts = pgTable(
  "outcome_counts",
  {
    hour: timestamp({ withTimezone: true }).notNull(),
    offer: losslessText().notNull(),
    upstream: losslessText().notNull(),
    outcome: losslessText().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.hour, table.offer, table.upstream, table.outcome] })],
);
