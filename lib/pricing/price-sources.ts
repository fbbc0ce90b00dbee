/** Who states prices, what they state, and which statement bills. */
import type { Pricing } from "../catalog/types";
import { usdToPico } from "./money";

/** `catalogue` is our reviewed data; the others are asked over HTTP. */
export type PriceSourceKind = "catalogue" | "openrouter" | "vercel" | "models-dev" | "empiriolabs";
export type LiveSourceKind = Exclude<PriceSourceKind, "catalogue">;

export const PRICE_SOURCE_NAMES: Readonly<Record<PriceSourceKind, string>> = {
  catalogue: "Glimpse's catalogue",
  openrouter: "OpenRouter",
  vercel: "Vercel AI Gateway",
  empiriolabs: "EmpirioLabs",
  "models-dev": "models.dev",
};

/** What a source says of one place: an offer, or (with `upstream`) one of its upstreams. */
export type PriceObservation = {
  offer: string;
  upstream: string | null;
  pricing: Pricing;
  /** Which of the source's documents says so. */
  source: string;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  quantization: string | null;
  /** Null where the source states prices only. */
  published: PublishedFigures | null;
};

/** Percentiles by the source's own names, such as `p50`. */
export type Percentiles = Record<string, number>;

/**
 * Speed and uptime as a source publishes them: its measurements, not ours. `field` is the source's own name
 * (`latency_last_30m`), `window` its end (`30m`).
 */
export type PublishedFigures = {
  /** Time to first token. `unit` is that of `raw`; where the source leaves it open it is guessed from the magnitude. */
  latency: {
    field: string;
    window: string;
    raw: Percentiles;
    unit: "ms" | "s";
    isUnitGuessed: boolean;
    latencyMs: Percentiles;
  } | null;
  /** Tokens a second. Percentiles descend: p99 is what all but the slowest hundredth reach. */
  throughput: { field: string; window: string; throughputTps: Percentiles } | null;
  uptime: { field: string; window: string; percent: number }[];
  /** Whether the source itself marks the route as degraded; null where it does not say. */
  isDegraded: boolean | null;
};

/** The newest of what a source published about a place. */
export type PublishedStats = Omit<PriceObservation, "pricing" | "source" | "published"> &
  PublishedFigures & { source: LiveSourceKind; fetchedAt: string };

/** How asking a source went the last time. `newPoints`: how many price points it added. */
export type SourceReport = {
  source: LiveSourceKind;
  ok: boolean;
  message: string;
  newPoints: number;
  checkedAt: string;
};

type Statement = Pick<PriceObservation, "offer" | "upstream" | "pricing"> & { sourceKind: PriceSourceKind };

/**
 * Which of the sources' newest statements about one place bills: that of the provider's own API, else the
 * catalogue's; the community's file (models.dev) only where nobody else states a price.
 * Undefined without statements.
 */
export function billingStatement<S extends Statement>(statements: readonly S[]): S | undefined {
  const own = statements.find(({ offer, sourceKind }) => offer.startsWith(`${sourceKind}/`));
  const reviewed = statements.find(({ sourceKind }) => sourceKind === "catalogue");
  const community = statements.find(({ sourceKind }) => sourceKind === "models-dev");
  const stating = [own, reviewed, community].find((statement) => statement && statesPrice(statement.pricing));
  return stating ?? reviewed ?? statements[0];
}

function statesPrice({ input, output }: Pricing): boolean {
  return input !== null || output !== null;
}

/** Whether two prices are the same in every part, however many zeros they end with. */
export function isSamePricing(a: Pricing, b: Pricing): boolean {
  return partNames([a, b]).every((part) => isSameAmount(partOf(a, part), partOf(b, part)));
}

/**
 * The parts that the statements price differently, such as `["input", "webSearch"]`. Silence is no disagreement: a
 * part counts only where two of them state it.
 */
export function disputedParts(pricings: readonly Pricing[]): string[] {
  return partNames(pricings).filter((part) => {
    const [first, ...others] = pricings
      .map((pricing) => partOf(pricing, part))
      .filter((price) => price !== null);
    return others.some((other) => !isSameAmount(first ?? null, other));
  });
}

function isSameAmount(a: string | null, b: string | null): boolean {
  return a === null || b === null ? a === b : usdToPico(a) === usdToPico(b);
}

function partNames(pricings: readonly Pricing[]): string[] {
  const perUse = pricings.flatMap(({ perRequest }) => Object.keys(perRequest));
  return [...new Set(["input", "output", "cacheRead", "cacheWrite", ...perUse])];
}

function partOf({ perRequest, ...perToken }: Pricing, part: string): string | null {
  return (
    new Map<string, string | null>([...Object.entries(perRequest), ...Object.entries(perToken)]).get(part) ??
    null
  );
}
