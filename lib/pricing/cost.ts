import type { Pricing } from "../catalog/types";
import { millionthsToPico, picoToUsd, tokensTimesPrice, usdToPico } from "./money";

/** The token counts that a price applies to; `inputTokens` includes cache reads and writes. Null is unknown. */
export type BillableUsage = {
  inputTokens: number | null;
  cacheReadTokens: number | null;
  cacheWriteTokens: number | null;
  outputTokens: number | null;
};

export type ComputedCost = {
  /** 12 decimals; null when a needed price or count is unknown. */
  usd: string | null;
  /** Cache prices that the offer does not state, so that the input price stood in. */
  assumedInputPriceFor: ("cacheRead" | "cacheWrite")[];
};

/**
 * `(input − cacheRead − cacheWrite)·in + cacheRead·cacheReadPrice + cacheWrite·cacheWritePrice + output·out + extras`,
 * exact to the picodollar. A price that is needed and unknown makes the whole unknown, never 0;
 * a price whose count is 0 is not needed. Unknown cache counts mean that none were reported.
 *
 * @param extras uses of per-request extras by name, such as `{ webSearch: 1 }`
 */
export function computeCost(
  usage: BillableUsage,
  pricing: Pricing,
  extras: Record<string, number> = {},
): ComputedCost {
  const { inputTokens, outputTokens } = usage;
  const cacheRead = usage.cacheReadTokens ?? 0;
  const cacheWrite = usage.cacheWriteTokens ?? 0;
  const assumedInputPriceFor: ComputedCost["assumedInputPriceFor"] = [];
  if (cacheRead > 0 && pricing.cacheRead === null) assumedInputPriceFor.push("cacheRead");
  if (cacheWrite > 0 && pricing.cacheWrite === null) assumedInputPriceFor.push("cacheWrite");

  // A provider that counts cached tokens beside the prompt instead of inside it must not earn a negative charge.
  const uncached = inputTokens === null ? null : Math.max(0, inputTokens - cacheRead - cacheWrite);
  const charges: [tokens: number | null, price: string | null][] = [
    [uncached, pricing.input],
    [cacheRead, pricing.cacheRead ?? pricing.input],
    [cacheWrite, pricing.cacheWrite ?? pricing.input],
    [outputTokens, pricing.output],
  ];
  let sum = 0n;
  for (const [tokens, price] of charges) {
    // Any number of free tokens costs nothing.
    if (tokens === 0 || (tokens === null && price !== null && Number(price) === 0)) continue;
    if (tokens === null || price === null) return { usd: null, assumedInputPriceFor };
    sum += tokensTimesPrice(tokens, price);
  }
  let pico = millionthsToPico(sum);
  for (const [name, uses] of Object.entries(extras)) {
    if (uses === 0) continue;
    const price = pricing.perRequest[name];
    if (price === undefined) return { usd: null, assumedInputPriceFor };
    pico += usdToPico(price) * BigInt(uses);
  }
  return { usd: picoToUsd(pico), assumedInputPriceFor };
}

/** What spend and sums use: looked up, else reported, else computed. */
export function billedUsd(cost: {
  lookedUpUsd: string | null;
  reportedUsd: string | null;
  computedUsd: string | null;
}): string | null {
  return cost.lookedUpUsd ?? cost.reportedUsd ?? cost.computedUsd;
}
