import type { DateKind, Pricing } from "@/lib/catalog/types";
import type { CatalogView, OfferView } from "@/lib/catalog/view";

/** A line of the price table: an offer, or one of its upstream routes. */
export type PriceRow = {
  id: string;
  offer: string;
  tier: string;
  tierName: string;
  provider: string;
  providerName: string;
  /** Null for the offer itself. */
  upstream: string | null;
  upstreamName: string | null;
  modelId: string;
  /** Place in the catalogue's own order: by tier, then by provider. */
  order: number;
  pricing: Pricing;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  quantization: string | null;
  source: string;
  asOf: string;
  dateKind: DateKind;
  isStale: boolean;
  retiredAt: string | null;
  simulated: boolean;
  notes: string | null;
  isDisputed: boolean;
  routes: PriceRow[];
};

const STALE_AFTER_DAYS = 90;
const DAY_MS = 86_400_000;

/**
 * Whether a price is older than 90 days on `today`. A source that gives only its month counts from the month's end.
 *
 * @param asOf YYYY-MM-DD or YYYY-MM
 */
export function isStale(asOf: string, today: Date): boolean {
  const [year = 0, month = 1, day] = asOf.split("-").map(Number);
  const at = day === undefined ? Date.UTC(year, month, 0) : Date.UTC(year, month - 1, day);
  return Math.floor((today.getTime() - at) / DAY_MS) > STALE_AFTER_DAYS;
}

/** The reviewers' notes say in these words that sources disagree. */
export function isDisputed(notes: string | null): boolean {
  return notes !== null && /\b(disput|disagree)/i.test(notes);
}

/** The catalogue as the price table's lines, routes beneath their offers. */
export function priceRows({ tiers, providers, offers }: CatalogView, today: Date): PriceRow[] {
  const tierOf = new Map(tiers.map((tier) => [tier.id, tier]));
  const providerOrder = new Map(providers.map(({ id }, index) => [id, index]));
  const providerOf = new Map<string, (typeof providers)[number]>(providers.map((entry) => [entry.id, entry]));
  const nameOf = (id: string) => providerOf.get(id)?.name ?? id;
  const orderOf = ({ tier, provider }: OfferView) =>
    (tierOf.get(tier)?.order ?? tiers.length + 1) * 1000 + (providerOrder.get(provider) ?? 999);

  const rowOf = (offer: OfferView): PriceRow => {
    const shared = {
      offer: offer.id,
      tier: offer.tier,
      tierName: tierOf.get(offer.tier)?.name ?? offer.tier,
      provider: offer.provider,
      providerName: nameOf(offer.provider),
      modelId: offer.modelId,
      order: orderOf(offer),
      simulated: providerOf.get(offer.provider)?.kind === "simulated",
    };
    return {
      ...shared,
      ...factsOf(offer, today),
      id: offer.id,
      upstream: null,
      upstreamName: null,
      notes: offer.notes,
      isDisputed: isDisputed(offer.notes),
      routes: offer.routes.map((route) => ({
        ...shared,
        ...factsOf(route, today),
        id: `${offer.id}/${route.upstream}`,
        upstream: route.upstream,
        upstreamName: nameOf(route.upstream),
        notes: null,
        isDisputed: false,
        routes: [],
      })),
    };
  };
  return offers.map(rowOf).sort((a, b) => a.order - b.order);
}

type Facts = Pick<
  PriceRow,
  | "pricing"
  | "contextTokens"
  | "maxOutputTokens"
  | "quantization"
  | "source"
  | "asOf"
  | "dateKind"
  | "isStale"
  | "retiredAt"
>;

function factsOf(entry: Omit<Facts, "isStale">, today: Date): Facts {
  const { input, output, cacheRead, cacheWrite, perRequest } = entry.pricing;
  return {
    pricing: { input, output, cacheRead, cacheWrite, perRequest },
    contextTokens: entry.contextTokens,
    maxOutputTokens: entry.maxOutputTokens,
    quantization: entry.quantization,
    source: entry.source,
    asOf: entry.asOf,
    dateKind: entry.dateKind,
    isStale: isStale(entry.asOf, today),
    retiredAt: entry.retiredAt,
  };
}
