import { pgTable, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/** What scripts sign in with. Of the token itself only the hash is kept. */
export const tokens = pgTable(
  "tokens",
  {
    id: uuid().primaryKey(),
    /** On whose behalf it acts. */
    owner: losslessText().notNull(),
    name: losslessText().notNull(),
    /** Its first characters, by which a person knows it again. */
    prefix: losslessText().notNull(),
    /** SHA-256 of the whole token, in hex. */
    hash: losslessText().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
    /** To the minute; null while it was never used. */
    lastUsedAt: timestamp({ withTimezone: true }),
  },
  (table) => [unique("tokens_hash").on(table.hash)],
);
