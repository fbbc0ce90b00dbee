import { index, json, pgTable, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Comparison } from "@/lib/runs/run";
import { comparisons } from "./comparisons";
import { losslessText } from "./lossless-text";

/** A public, read-only, revocable snapshot. The comparison is copied, so that later turns never leak into it. */
export const shares = pgTable(
  "shares",
  {
    /** At least 128 random bits in base62: the id is the secret. */
    id: losslessText().primaryKey(),
    owner: losslessText().notNull(),
    comparisonId: uuid()
      .notNull()
      .references(() => comparisons.id, { onDelete: "cascade" }),
    snapshot: json().$type<Comparison>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp({ withTimezone: true }),
  },
  (table) => [index("shares_owner").on(table.owner, table.createdAt)],
);
