import { index, json, numeric, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import type { PriceSourceKind } from "@/lib/pricing/price-sources";
import { losslessText } from "./lossless-text";

/** Unconstrained, so that a price comes back with the digits it was written with. */
const usd = () => numeric();

/**
 * An offer's price from a moment on, as one source states it. Append-only: every run keeps the price point it was
 * billed at. Null is unknown, 0 is free.
 */
export const pricePoints = pgTable(
  "price_points",
  {
    id: uuid().primaryKey(),
    offer: losslessText().notNull(),
    /** Null: the offer's own price; else the price through this upstream. */
    upstream: losslessText(),
    /** USD per 1M tokens. */
    input: usd(),
    output: usd(),
    cacheRead: usd(),
    cacheWrite: usd(),
    /** USD per use, decimal strings by name. */
    perRequest: json().$type<Record<string, string>>().notNull(),
    /** Who says so; a source's history is its own, so that sources can disagree. */
    sourceKind: losslessText().$type<PriceSourceKind>().notNull(),
    /** The document it says so in. */
    source: losslessText().notNull(),
    /** The source's own date, as it gives it: a day, or a month. */
    asOf: losslessText().notNull(),
    dateKind: losslessText().notNull(),
    validFrom: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("price_points_latest").on(table.offer, table.upstream, table.sourceKind, table.validFrom),
  ],
);
