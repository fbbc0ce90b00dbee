import type { PlannedLane } from "./load-plan.ts";
import { reportedUsd } from "./oracle.ts";
import type { Prices } from "./read-log.ts";

/** What a whole answer must be billed at, in USD with 12 decimals: what the router reported, else usage at the catalogue's price. */
export function expectedCost(lane: PlannedLane, prices: Prices): string {
  if (lane.offer.startsWith("openrouter/")) return reportedUsd(lane);
  const price = prices.get(lane.offer);
  if (!price) throw new Error(`no price of ${lane.offer}`);
  const { inputTokens, cachedTokens, outputTokens } = lane.usage;
  const pico =
    BigInt(inputTokens - cachedTokens) * picodollarsAToken(price.input) +
    BigInt(cachedTokens) * picodollarsAToken(price.cacheRead) +
    BigInt(outputTokens) * picodollarsAToken(price.output);
  return usd(pico);
}

/** Amounts with 12 decimals, added up; null adds nothing. */
export function sumUsd(amounts: readonly (string | null)[]): string {
  return usd(amounts.reduce((sum, amount) => sum + BigInt((amount ?? "0").replace(".", "")), 0n));
}

function usd(pico: bigint): string {
  const digits = pico.toString().padStart(13, "0");
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`;
}

/** A dollar per million tokens is a million picodollars a token. Prices here have six decimals at most. */
function picodollarsAToken(usdPerMillion: string): bigint {
  const [whole = "0", decimals = ""] = usdPerMillion.split(".");
  return BigInt(whole + decimals.padEnd(6, "0"));
}
