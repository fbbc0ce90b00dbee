import { z } from "zod";
import { PRICE_SOURCE_NAMES, type PriceSourceKind } from "@/lib/pricing/price-sources";

const amount = z.string().nullable();

/** What one source states of one place, as the API writes a price point. Prices are USD per 1M tokens. */
export const priceStatement = z.object({
  id: z.string(),
  offer: z.string(),
  upstream: z.string().nullable(),
  pricing: z.object({
    input: amount,
    output: amount,
    cacheRead: amount,
    cacheWrite: amount,
    perRequest: z.record(z.string(), z.string()),
  }),
  sourceKind: z.enum(["catalogue", "openrouter", "vercel", "models-dev", "empiriolabs"]),
  /** The document it is stated in. */
  source: z.string(),
  asOf: z.string(),
  dateKind: z.enum(["source", "gathered"]),
  validFrom: z.string(),
});

export type PriceStatement = z.infer<typeof priceStatement>;

/** How asking a source went the last time; nulls where it was never asked. */
export type SourceStatus = {
  source: Exclude<PriceSourceKind, "catalogue">;
  name: string;
  ok: boolean | null;
  message: string | null;
  newPoints: number | null;
  checkedAt: string | null;
};

/** "cacheRead" → "Cache read", "webSearch" → "Web search" */
export function partName(part: string): string {
  const words = part.replace(/([A-Z])/g, " $1").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Prices of the operator's own servers are recorded with the catalogue's, and are not its word. */
export function sourceName(kind: PriceSourceKind, isOwnServer: boolean): string {
  return isOwnServer && kind === "catalogue" ? "This server's settings" : PRICE_SOURCE_NAMES[kind];
}
