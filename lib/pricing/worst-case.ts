import type { Pricing } from "../catalog/types";
import { computeCost } from "./cost";
import { usdToPico } from "./money";

/** The most that a call may use. */
export type MostUsage = { inputTokens: number; outputTokens: number; webSearches: number };

/**
 * What a call costs at most, USD with 12 decimals: at the dearest of the prices that may bill it, every input token at
 * the dearest input price, be it cached or not. Null when none of the prices is known.
 */
export function worstCaseUsd(usage: MostUsage, pricings: readonly Pricing[]): string | null {
  const costs = pricings.flatMap((pricing) => {
    const { inputTokens, outputTokens, webSearches } = usage;
    const input = dearest([pricing.input, pricing.cacheRead, pricing.cacheWrite]);
    const counts = { inputTokens, outputTokens, cacheReadTokens: null, cacheWriteTokens: null };
    return computeCost(counts, { ...pricing, input }, { webSearch: webSearches }).usd ?? [];
  });
  return dearest(costs);
}

function dearest(amounts: readonly (string | null)[]): string | null {
  return amounts.reduce((most, usd) => {
    if (usd === null) return most;
    return most === null || usdToPico(usd) > usdToPico(most) ? usd : most;
  }, null);
}
