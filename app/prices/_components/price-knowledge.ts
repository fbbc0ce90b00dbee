import type { PublishedStats } from "@/lib/pricing/price-sources";
import type { LatencyRow } from "@/lib/stats/latency";
import type { PriceStatement, SourceStatus } from "./price-statement";

/** A place that sources price differently: what each says, the one that bills first, and the parts in dispute. */
export type Disagreement = { parts: string[]; points: PriceStatement[] };

/** What this server knows of prices besides its catalogue. */
export type PriceKnowledge = {
  /** The statement that bills at each place. */
  pricePoints: readonly PriceStatement[];
  disagreements: readonly (Disagreement & { offer: string; upstream: string | null })[];
  published: readonly PublishedStats[];
  sources: readonly SourceStatus[];
  measured: readonly LatencyRow[];
};

/** An offer, or one of its upstreams, in one word. */
export function placeId(offer: string, upstream: string | null): string {
  return upstream === null ? offer : `${offer}/${upstream}`;
}

/** Finds what is known of a place by its id. */
export function indexKnowledge(knowledge: PriceKnowledge) {
  const { pricePoints, disagreements, published, sources, measured } = knowledge;
  const points = byPlace(pricePoints);
  const figures = Map.groupBy(published, ({ offer, upstream }) => placeId(offer, upstream));
  const disputes = byPlace(disagreements);
  const runs = byPlace(measured);
  const upstreams = Map.groupBy(
    pricePoints.filter(({ upstream }) => upstream !== null),
    ({ offer }) => offer,
  );
  return {
    pointAt: (id: string) => points.get(id),
    upstreamsOf: (offer: string) => upstreams.get(offer) ?? [],
    publishedAt: (id: string) => figures.get(id) ?? [],
    publishedBy: (kind: PriceStatement["sourceKind"], id: string) =>
      figures.get(id)?.find(({ source }) => source === kind),
    disagreementAt: (id: string) => disputes.get(id) ?? null,
    measuredAt: (id: string) => runs.get(id) ?? null,
    statusOf: (kind: PriceStatement["sourceKind"]) => sources.find(({ source }) => source === kind),
  };
}

function byPlace<Entry extends { offer: string; upstream: string | null }>(entries: readonly Entry[]) {
  return new Map(entries.map((entry) => [placeId(entry.offer, entry.upstream), entry]));
}
