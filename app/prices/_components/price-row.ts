import { hasFigures } from "@/app/latency/_components/published-words";
import type { Pricing } from "@/lib/catalog/types";
import type { CatalogView, OfferView } from "@/lib/catalog/view";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import type { LatencyRow } from "@/lib/stats/latency";
import { type Disagreement, indexKnowledge, type PriceKnowledge, placeId } from "./price-knowledge";
import { sourceName } from "./price-statement";
import { type Provenance, provenanceOf } from "./provenance";

/** A line of the price table: an offer, or one of its upstream routes. */
export type PriceRow = Provenance & {
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
  sourceName: string;
  contextTokens: number | null;
  maxOutputTokens: number | null;
  quantization: string | null;
  retiredAt: string | null;
  simulated: boolean;
  notes: string | null;
  /** What the sources say, where they differ. */
  disagreement: Disagreement | null;
  /** What routers publish of its speed: their figures, never mixed with ours. */
  published: PublishedStats[];
  /** What this server measured of it. */
  measured: LatencyRow | null;
  routes: PriceRow[];
};

type Limits = Pick<PriceRow, "contextTokens" | "maxOutputTokens" | "quantization" | "retiredAt">;
/** What stands in the catalogue about a place, or in a source's list where the catalogue doesn't know it. */
type Entry = Limits & Pick<Provenance, "source" | "asOf" | "dateKind"> & { pricing: Pricing };
type Context = {
  catalog: ReturnType<typeof indexCatalog>;
  known: ReturnType<typeof indexKnowledge>;
  today: Date;
};

/**
 * The catalogue and what is known of its prices as the table's lines, routes beneath their offers. An upstream that
 * only the sources know is a line like any other.
 */
export function priceRows(catalog: CatalogView, knowledge: PriceKnowledge, today: Date): PriceRow[] {
  const context = { catalog: indexCatalog(catalog), known: indexKnowledge(knowledge), today };
  return catalog.offers
    .map((offer) => ({
      ...placeRow(offer, null, offer, context),
      notes: offer.notes,
      routes: [...offer.routes, ...unreviewedRoutes(offer, context)].map((route) =>
        placeRow(offer, route.upstream, route, context),
      ),
    }))
    .sort((a, b) => a.order - b.order);
}

/** The upstreams that only the sources know, with the limits that they state. */
function unreviewedRoutes(offer: OfferView, { known }: Context): (Entry & { upstream: string | null })[] {
  const reviewed = new Set<string | null>(offer.routes.map(({ upstream }) => upstream));
  return (
    known
      .upstreamsOf(offer.id)
      // A route that the catalogue has dropped since is no news from a source.
      .filter(({ upstream, sourceKind }) => sourceKind !== "catalogue" && !reviewed.has(upstream))
      .map((point) => {
        const stated = known.publishedBy(point.sourceKind, placeId(offer.id, point.upstream));
        const { contextTokens = null, maxOutputTokens = null, quantization = null } = stated ?? {};
        return { ...point, contextTokens, maxOutputTokens, quantization, retiredAt: null };
      })
  );
}

function placeRow(
  offer: OfferView,
  upstream: string | null,
  entry: Entry,
  { catalog, known, today }: Context,
): PriceRow {
  const id = placeId(offer.id, upstream);
  // The price and its provenance come from one reading: a refresh may end between two.
  const statement = known.pointAt(id) ?? { ...entry, sourceKind: "catalogue" as const };
  const { sourceKind } = statement;
  const kind = catalog.providerOf(offer.provider)?.kind;
  const { input, output, cacheRead, cacheWrite, perRequest } = statement.pricing;
  const provenance = (stated: typeof statement) => {
    const by = stated.sourceKind;
    return provenanceOf(stated, known.publishedBy(by, id), known.statusOf(by), today);
  };
  const dispute = known.disagreementAt(id);
  return {
    ...provenance(statement),
    id,
    offer: offer.id,
    tier: offer.tier,
    tierName: catalog.tierName(offer.tier),
    provider: offer.provider,
    providerName: catalog.providerName(offer.provider),
    upstream,
    upstreamName: upstream === null ? null : catalog.providerName(upstream),
    modelId: offer.modelId,
    order: catalog.orderOf(offer),
    pricing: { input, output, cacheRead, cacheWrite, perRequest },
    sourceName: sourceName(sourceKind, kind === "local"),
    contextTokens: entry.contextTokens,
    maxOutputTokens: entry.maxOutputTokens,
    quantization: entry.quantization,
    retiredAt: entry.retiredAt,
    simulated: kind === "simulated",
    notes: null,
    disagreement: dispute && {
      parts: dispute.parts,
      points: dispute.points.map((point) => ({ ...point, asOf: provenance(point).asOf })),
    },
    published: known.publishedAt(id).filter(hasFigures),
    measured: known.measuredAt(id),
    routes: [],
  };
}

function indexCatalog({ tiers, providers }: CatalogView) {
  const tierOf = new Map(tiers.map((tier) => [tier.id, tier]));
  const providerOrder = new Map(providers.map(({ id }, index) => [id, index]));
  const providerOf = new Map<string, (typeof providers)[number]>(providers.map((entry) => [entry.id, entry]));
  return {
    tierName: (id: string) => tierOf.get(id)?.name ?? id,
    providerOf: (id: string) => providerOf.get(id),
    providerName: (id: string) => providerOf.get(id)?.name ?? id,
    orderOf: ({ tier, provider }: OfferView) =>
      (tierOf.get(tier)?.order ?? tiers.length + 1) * 1000 + (providerOrder.get(provider) ?? 999),
  };
}
