import { z } from "zod";
import { LATENCY_WINDOW_NAMES } from "@/lib/stats/latency";
import { isStorableTime, pageQuery, runFilterQuery } from "./read-query";

/** What single routes take in their address; here, so that the API's description reads them too. */

export const runListQuery = runFilterQuery
  .extend(pageQuery.shape)
  .extend({ include: z.literal("content").optional() });

export const runExportQuery = runFilterQuery.extend({ format: z.enum(["csv", "jsonl"]) });

export const latencyQuery = z.object({ window: z.enum(LATENCY_WINDOW_NAMES).default("24h") });

export const pricesQuery = z.object({
  history: z.literal("1").optional(),
  offer: z.string().max(200).optional(),
});

export const endpointTestQuery = z.object({ tier: z.string().max(64).optional() });

const day = z.iso
  .date("must be a UTC day such as 2026-11-20")
  .refine((text) => isStorableTime(new Date(text)), "must lie between the years 1970 and 9999")
  .optional();

export const spendQuery = z.object({ from: day, to: day });

export const healthQuery = z.object({ live: z.literal("1").optional() });
