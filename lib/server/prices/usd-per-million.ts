import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { SourceFault } from "./source";

const EXPONENT_OF_SCALE = { token: 6, thousand: 3, million: 0, use: 0 };

/** What a stated price is for: so many tokens, or one use. */
export type PriceScale = keyof typeof EXPONENT_OF_SCALE;

const PLAIN = /^(\d{1,12}(?:\.\d{1,30})?)(?:e([+-]?\d{1,3}))?$/i;
const USD = 1_000_000_000_000n;
/** In picodollars per 1M tokens. Outside of this a source has changed its unit, and a run must not be billed by it. */
const LEAST = USD / 10_000n;
const MOST = 1_000n * USD;

/**
 * A stated amount, as a decimal string in USD per 1M tokens (per use, for `use`): "0.00000006" a token is "0.06".
 * The point is moved, nothing is multiplied: exact to 12 decimals, which also drops a float's last digits
 * (0.6000000000000001 a million is "0.6").
 *
 * @throws SourceFault when it is no amount, or one that no token costs
 */
export function usdPerMillion(amount: string | number, scale: PriceScale): string {
  const [, digits, exponent = "0"] = PLAIN.exec(String(amount).trim()) ?? [];
  if (digits === undefined) throw new SourceFault(`states the price "${amount}", which is not an amount`);
  const pico = usdToPico(`${digits}e${Number(exponent) + EXPONENT_OF_SCALE[scale]}`);
  if (scale !== "use" && pico !== 0n && (pico < LEAST || pico > MOST)) {
    throw new SourceFault(`states the price "${amount}" per ${scale}, which cannot be`);
  }
  return picoToUsd(pico).replace(/\.?0+$/, "");
}
