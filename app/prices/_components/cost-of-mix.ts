import type { Pricing } from "@/lib/catalog/types";
import { computeCost } from "@/lib/pricing/cost";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";

export const COST_PERIODS = ["call", "day", "month"] as const;
export type CostPeriod = (typeof COST_PERIODS)[number];

/** A month is 30 days, so that offers compare alike all year. */
const DAYS_PER_MONTH = 30;

/** What a workload asks of a model. `cachedTokens` are the part of `inputTokens` that is read from a cache. */
export type TokenMix = {
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  callsPerDay: number;
};

export type CostOfMix = {
  /** USD with 12 decimals; null when a price that the mix needs is unknown. */
  usd: string | null;
  /** No cache-read price is known, so cached tokens are counted at the input price. */
  assumesInputPrice: boolean;
};

/** What a mix costs at some prices per call, per day or per 30 days, exact to the picodollar. */
export function costOfMix(pricing: Pricing, mix: TokenMix, period: CostPeriod): CostOfMix {
  const { usd, assumedInputPriceFor } = computeCost(
    {
      inputTokens: mix.inputTokens,
      cacheReadTokens: Math.min(mix.cachedTokens, mix.inputTokens),
      cacheWriteTokens: 0,
      outputTokens: mix.outputTokens,
    },
    pricing,
  );
  return {
    usd: usd === null ? null : picoToUsd(usdToPico(usd) * callsIn(period, mix.callsPerDay)),
    assumesInputPrice: assumedInputPriceFor.length > 0,
  };
}

function callsIn(period: CostPeriod, callsPerDay: number): bigint {
  if (period === "call") return 1n;
  return BigInt(callsPerDay) * BigInt(period === "day" ? 1 : DAYS_PER_MONTH);
}
