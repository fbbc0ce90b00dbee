import { json, pgTable, timestamp } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/** What the operator set in Settings, by name. A variable of the environment goes before it. */
export const preferences = pgTable("preferences", {
  name: losslessText().primaryKey(),
  value: json().$type<unknown>().notNull(),
  updatedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
