import { pgTable, primaryKey, timestamp } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/** Keys that were entered in Settings. Those of the environment are not here, and go before these. */
export const providerKeys = pgTable(
  "provider_keys",
  {
    owner: losslessText().notNull(),
    provider: losslessText().notNull(),
    /** Encrypted and bound to `origin`. */
    sealedKey: losslessText().notNull(),
    /** The origin that the key was entered for: it is never sent to another. */
    origin: losslessText().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.provider] })],
);
