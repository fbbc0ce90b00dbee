import { integer, json, pgTable, primaryKey, timestamp, uuid } from "drizzle-orm/pg-core";
import type { LaneSettings, Message } from "@/lib/runs/settings";
import { losslessText } from "./lossless-text";

/** A conversation shown in 1 to 12 lanes. */
export const comparisons = pgTable("comparisons", {
  id: uuid().primaryKey(),
  /** `local` in single-user mode, else the session or user. */
  owner: losslessText().notNull(),
  title: losslessText().notNull(),
  instructions: losslessText(),
  settings: json().$type<LaneSettings>().notNull(),
  createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});

/** One user message, answered by every lane. */
export const turns = pgTable(
  "turns",
  {
    comparisonId: uuid()
      .notNull()
      .references(() => comparisons.id, { onDelete: "cascade" }),
    /** From 0. */
    position: integer().notNull(),
    prompt: losslessText().notNull(),
    /** What came before the prompt when the caller sent `messages`; empty for a plain prompt. */
    history: json().$type<Message[]>().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.comparisonId, table.position] })],
);

/** One column: an offer plus its settings. */
export const lanes = pgTable(
  "lanes",
  {
    comparisonId: uuid()
      .notNull()
      .references(() => comparisons.id, { onDelete: "cascade" }),
    /** From 0. */
    position: integer().notNull(),
    offer: losslessText().notNull(),
    upstream: losslessText(),
    dialect: losslessText(),
    settings: json().$type<LaneSettings>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.comparisonId, table.position] })],
);
