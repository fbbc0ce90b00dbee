import { boolean, integer, pgTable, timestamp } from "drizzle-orm/pg-core";
import type { LiveSourceKind } from "@/lib/pricing/price-sources";
import { losslessText } from "./lossless-text";

/** How asking each source of prices went the last time. */
export const sourceChecks = pgTable("source_checks", {
  source: losslessText().$type<LiveSourceKind>().primaryKey(),
  checkedAt: timestamp({ withTimezone: true }).notNull(),
  ok: boolean().notNull(),
  message: losslessText().notNull(),
  newPoints: integer().notNull(),
});
