import { z } from "zod";
import { decimal } from "./values";

const usd = decimal.unwrap();
const day = z.iso.date();

/** What real runs were billed from one UTC day to another, both included. */
export const spendSchema = z.object({
  from: day,
  to: day,
  totalUsd: usd,
  ownKeyUsd: usd.describe("What of it visitors paid with keys of their own: no budget counts it."),
  runs: z.number(),
  unknownRuns: z.number().describe("Runs whose cost nobody knows: not in `totalUsd`, and not 0."),
  days: z
    .array(
      z.object({
        day,
        tier: z.string(),
        provider: z.string(),
        billedUsd: usd,
        ownKeyUsd: usd,
        runs: z.number(),
        unknownRuns: z.number(),
      }),
    )
    .describe("By day, tier and provider; without those of no run."),
  budget: decimal.describe("USD a UTC day: a visitor's own, else for all owners together; null is no limit."),
  todayUsd: usd.describe("What today's runs that have ended were billed, of those that `budget` counts."),
  reservedUsd: decimal.describe("What those that go on may still cost at worst; null without a budget."),
  left: decimal.describe("What a run that begins now may cost at worst; null without a budget."),
});
