import { date, numeric, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/**
 * What a UTC day's unfinished runs may still cost at worst. One row an owner, and one for all of them (owner ''), which
 * are locked while a budget is checked. What the day has cost already is in `spend_days`, which knows no networks: a row
 * of one (`network-…`, see `dayLimits`) has what its runs were billed as well.
 */
export const budgetDays = pgTable(
  "budget_days",
  {
    day: date().notNull(),
    owner: losslessText().notNull(),
    reservedUsd: numeric({ precision: 24, scale: 12 }).notNull().default("0"),
  },
  (table) => [primaryKey({ columns: [table.day, table.owner] })],
);
