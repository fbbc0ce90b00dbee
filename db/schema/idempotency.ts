import { pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import { comparisons } from "./comparisons";
import { losslessText } from "./lossless-text";

/** Which comparison an `Idempotency-Key` started, so that the same request again joins it instead of paying twice. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    owner: losslessText().notNull(),
    key: losslessText().notNull(),
    /** SHA-256 of the request's body: another body under the same key is a mistake of the caller's. */
    bodyHash: losslessText().notNull(),
    comparisonId: uuid()
      .notNull()
      .references(() => comparisons.id, { onDelete: "cascade" }),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.key] })],
);
