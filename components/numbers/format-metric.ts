/**
 * How numbers read. Unknown (null) is "—", zero is zero, a price of zero is "free", an estimate carries "≈".
 * Units stand behind a narrow no-break space, so that they never wrap away from their number.
 * One locale for server and browser: two would make them render different text.
 */
const LOCALE = "en-US";
const THIN = "\u202f";

export const UNKNOWN = "—";

function number(value: number, options: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(LOCALE, options).format(value);
}

/** @param ms milliseconds → "8.4 ms", "412 ms", "1.63 s", "12.4 s", "2 min 5 s" */
export function formatMs(ms: number | null | undefined): string {
  if (ms == null) return UNKNOWN;
  if (ms < 9.95) return `${number(ms, { maximumFractionDigits: 1 }) + THIN}ms`;
  if (ms < 999.5) return `${number(ms, { maximumFractionDigits: 0 }) + THIN}ms`;
  const seconds = ms / 1000;
  if (seconds < 9.995)
    return `${number(seconds, { minimumFractionDigits: 2, maximumFractionDigits: 2 }) + THIN}s`;
  if (seconds < 59.95)
    return `${number(seconds, { minimumFractionDigits: 1, maximumFractionDigits: 1 }) + THIN}s`;
  const whole = Math.round(seconds);
  return `${number(Math.floor(whole / 60), {})}${THIN}min ${whole % 60}${THIN}s`;
}

/** @param tps tokens per second → "87.4 tok/s", "243 tok/s" */
export function formatThroughput(tps: number | null | undefined): string {
  if (tps == null) return UNKNOWN;
  return `${number(tps, { maximumFractionDigits: tps < 99.95 ? 1 : 0 }) + THIN}tok/s`;
}

/** A whole number → "1,318" */
export function formatCount(count: number | null | undefined): string {
  return count == null ? UNKNOWN : number(count, { maximumFractionDigits: 0 });
}

/** → "1 token", "1,318 tokens" */
export function formatTokens(count: number | null | undefined): string {
  if (count == null) return UNKNOWN;
  return `${formatCount(count)}${THIN}${count === 1 ? "token" : "tokens"}`;
}

/** Large limits at a glance: 202752 → "203K", 1000000 → "1M" */
export function formatCompact(count: number | null | undefined): string {
  return count == null ? UNKNOWN : number(count, { notation: "compact", maximumSignificantDigits: 3 });
}

/** @param share 0 to 1 → "99.2%", "100%" */
export function formatPercent(share: number | null | undefined): string {
  return share == null ? UNKNOWN : number(share, { style: "percent", maximumFractionDigits: 1 });
}

/** A cost in USD, as the API's decimal string or a number → "$12.35", "$0.0423", "$0.000712", "$0" */
export function formatUsd(usd: string | number | null | undefined): string {
  const value = toNumber(usd);
  if (value === null) return UNKNOWN;
  const currency = { style: "currency", currency: "USD" } as const;
  if (value === 0) return number(0, { ...currency, maximumFractionDigits: 0 });
  // Two decimals would round what a run costs to nothing.
  if (Math.abs(value) < 0.995) return number(value, { ...currency, maximumSignificantDigits: 3 });
  return number(value, currency);
}

/** A price in USD per 1M tokens → "$0.60", "$0.0028", "free" */
export function formatPrice(usdPerMillion: string | number | null | undefined): string {
  const value = toNumber(usdPerMillion);
  if (value === null) return UNKNOWN;
  if (value === 0) return "free";
  return number(value, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  });
}

/** Marks an estimate: "≈ 318". Unknown stays unknown. */
export function approximately(text: string): string {
  return text === UNKNOWN ? text : `≈${THIN}${text}`;
}

function toNumber(decimal: string | number | null | undefined): number | null {
  if (decimal == null || decimal === "") return null;
  const value = Number(decimal);
  return Number.isFinite(value) ? value : null;
}
