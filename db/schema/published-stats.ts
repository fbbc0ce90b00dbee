import { boolean, integer, json, pgTable, primaryKey, timestamp } from "drizzle-orm/pg-core";
import type { LiveSourceKind, PublishedFigures } from "@/lib/pricing/price-sources";
import { losslessText } from "./lossless-text";

/**
 * What a source last published about a place besides its price: the newest only, overwritten by every refresh.
 * `upstream` is '' for the offer itself, because a primary key has no nulls.
 */
export const publishedStats = pgTable(
  "published_stats",
  {
    offer: losslessText().notNull(),
    upstream: losslessText().notNull(),
    source: losslessText().$type<LiveSourceKind>().notNull(),
    fetchedAt: timestamp({ withTimezone: true }).notNull(),
    latency: json().$type<PublishedFigures["latency"]>(),
    throughput: json().$type<PublishedFigures["throughput"]>(),
    uptime: json().$type<PublishedFigures["uptime"]>().notNull(),
    isDegraded: boolean(),
    contextTokens: integer(),
    maxOutputTokens: integer(),
    quantization: losslessText(),
  },
  (table) => [primaryKey({ columns: [table.offer, table.upstream, table.source] })],
);
