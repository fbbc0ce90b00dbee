import { integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { losslessText } from "./lossless-text";
import { runs } from "./runs";

/**
 * What a run that is still streaming has said, in the order of `position`; gone once its end is in the log. Appended to
 * about every second: rewriting the row of each of 300 long answers took 0.3 to 2 s instead of 0.01.
 */
export const runPieces = pgTable(
  "run_pieces",
  {
    runId: uuid()
      .notNull()
      .references(() => runs.id, { onDelete: "cascade" }),
    /** How many characters of text and reasoning came before. */
    position: integer().notNull(),
    text: losslessText().notNull(),
    reasoning: losslessText().notNull(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.position] })],
);
