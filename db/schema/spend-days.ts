import { date, integer, numeric, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/**
 * What the real runs of a UTC day have cost, by owner, provider and tier: every run that has ended, by the day it began.
 * Kept when the runs themselves are deleted.
 */
export const spendDays = pgTable(
  "spend_days",
  {
    day: date().notNull(),
    owner: losslessText().notNull(),
    provider: losslessText().notNull(),
    tier: losslessText().notNull(),
    runs: integer().notNull(),
    billedUsd: numeric({ precision: 24, scale: 12 }).notNull(),
    /** What of `billedUsd` visitors paid themselves, with keys of their own: no budget counts it. */
    ownKeyUsd: numeric({ precision: 24, scale: 12 }).notNull().default("0"),
    /** Runs among them whose cost nobody knows: they are in `runs`, and add nothing to `billedUsd`. */
    unknownRuns: integer().notNull(),
  },
  // The day first: sums run over a stretch of days.
  (table) => [primaryKey({ columns: [table.day, table.owner, table.provider, table.tier] })],
);
