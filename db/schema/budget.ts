import { date, numeric, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/**
 * What a UTC day has cost, and what its unfinished runs may still cost at worst. One row an owner, and one for all of
 * them (owner ''), so that a budget is checked and reserved by updating one row.
 */
export const budgetDays = pgTable(
  "budget_days",
  {
    day: date().notNull(),
    owner: losslessText().notNull(),
    billedUsd: numeric({ precision: 24, scale: 12 }).notNull().default("0"),
    reservedUsd: numeric({ precision: 24, scale: 12 }).notNull().default("0"),
  },
  (table) => [primaryKey({ columns: [table.day, table.owner] })],
);
