import { pgTable, timestamp } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";

/** The processes that share this database. Times are the database's own, so that no two clocks are compared. */
export const instances = pgTable("instances", {
  /** New at every start of a process. */
  id: losslessText().primaryKey(),
  startedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  heartbeatAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
