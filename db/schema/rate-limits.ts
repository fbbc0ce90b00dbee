import { bigint, integer, pgTable, varchar } from "drizzle-orm/pg-core";

/** What the rate limiter counts; the columns are `rate-limiter-flexible`'s. */
export const rateLimits = pgTable("rate_limits", {
  key: varchar({ length: 255 }).primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});
