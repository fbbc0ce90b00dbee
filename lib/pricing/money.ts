/** Money as integers: 1 picodollar = 10⁻¹² USD. Floats never touch it. */

const PICO_DIGITS = 12;

/** A number or a decimal string, exponent allowed ("0.43", 2.4e-5), as mantissa × 10^-scale. Throws on anything else. */
function parseDecimal(value: string | number): { mantissa: bigint; scale: number } {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(String(value).trim());
  if (!match) throw new RangeError(`not a decimal number: ${String(value)}`);
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const mantissa = BigInt(`${sign === "-" ? "-" : ""}${whole}${fraction}`);
  return { mantissa, scale: fraction.length - Number(exponent) };
}

/** Half away from zero. */
function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const half = denominator / 2n;
  return (numerator < 0n ? numerator - half : numerator + half) / denominator;
}

/** USD (a decimal string, or a number as JSON gave it) in picodollars, rounded half away from zero. */
export function usdToPico(usd: string | number): bigint {
  const { mantissa, scale } = parseDecimal(usd);
  const shift = PICO_DIGITS - scale;
  return shift >= 0 ? mantissa * 10n ** BigInt(shift) : divideRounded(mantissa, 10n ** BigInt(-shift));
}

/** Picodollars as a USD decimal string with 12 decimals: "0.000712200000". */
export function picoToUsd(pico: bigint): string {
  const digits = (pico < 0n ? -pico : pico).toString().padStart(PICO_DIGITS + 1, "0");
  const point = digits.length - PICO_DIGITS;
  return `${pico < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Tokens × a price in USD per 1M tokens, in millionths of a picodollar: exact for prices of up to 12 decimals. */
export function tokensTimesPrice(tokens: number, usdPerMillion: string): bigint {
  if (!Number.isSafeInteger(tokens)) throw new RangeError(`not a token count: ${tokens}`);
  return BigInt(tokens) * usdToPico(usdPerMillion);
}

/** Brings a sum of `tokensTimesPrice` to whole picodollars. */
export function millionthsToPico(sum: bigint): bigint {
  return divideRounded(sum, 1_000_000n);
}
