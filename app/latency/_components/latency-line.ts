import type { CatalogView } from "@/lib/catalog/view";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import type { LatencyRow } from "@/lib/stats/latency";
import { hasFigures } from "./published-words";

/** A line of the latency table: an offer over all its upstreams, or one of them beneath it. */
export type LatencyLine = LatencyRow & {
  id: string;
  tier: string;
  tierName: string;
  provider: string;
  providerName: string;
  upstreamName: string | null;
  order: number;
  /** Such a line shows what a source publishes, and holds no figure of ours: it never sorts among measured ones. */
  published: PublishedStats | null;
  /** Whether we have runs of its offer in the window. */
  isMeasured: boolean;
  upstreams: LatencyLine[];
};

/**
 * Measured rows with their names, upstreams beneath their offers, and what sources publish beneath what it is about.
 * Offers may have left the catalogue since.
 */
export function latencyLines(
  rows: readonly LatencyRow[],
  published: readonly PublishedStats[],
  catalog: CatalogView,
): LatencyLine[] {
  const known = new Set(catalog.offers.map(({ id }) => id));
  const figures = published.filter((stats) => hasFigures(stats) && known.has(stats.offer));
  const measured = new Set(rows.map(({ offer }) => offer));
  const unmeasured = new Set(figures.map(({ offer }) => offer).filter((offer) => !measured.has(offer)));
  const offers = [
    ...rows.filter(({ upstream }) => upstream === null),
    ...[...unmeasured].map((offer) => nothingMeasured(offer, null)),
  ];
  const lineOf = lineMaker(catalog, measured);
  const publishedLine = (stats: PublishedStats): LatencyLine => {
    const line = lineOf(nothingMeasured(stats.offer, stats.upstream));
    return { ...line, id: `${line.id}/published by ${stats.source}`, published: stats };
  };
  return offers
    .map((row) => {
      const ofOffer = figures.filter(({ offer }) => offer === row.offer);
      const upstreams = rows.filter(({ offer, upstream }) => offer === row.offer && upstream !== null);
      const measuredUpstreams = new Set(upstreams.map(({ upstream }) => upstream));
      return {
        ...lineOf(row),
        upstreams: [
          ...upstreams.map((own) => ({
            ...lineOf(own),
            upstreams: ofOffer.filter(({ upstream }) => upstream === own.upstream).map(publishedLine),
          })),
          ...ofOffer.filter(({ upstream }) => !measuredUpstreams.has(upstream)).map(publishedLine),
        ],
      };
    })
    .sort((a, b) => a.order - b.order);
}

/** The lines without what sources publish. */
export function measuredOnly(lines: readonly LatencyLine[]): LatencyLine[] {
  return lines
    .filter(({ published, isMeasured }) => published === null && isMeasured)
    .map((line) => ({ ...line, upstreams: measuredOnly(line.upstreams) }));
}

function lineMaker({ tiers, providers }: CatalogView, measured: ReadonlySet<string>) {
  const tierOf = new Map(tiers.map((tier) => [tier.id, tier]));
  const providerNames = new Map<string, string>(providers.map(({ id, name }) => [id, name]));
  const providerOrder = [...providerNames.keys()];
  return (row: LatencyRow): LatencyLine => {
    const slash = row.offer.indexOf("/");
    const provider = row.offer.slice(0, slash);
    const tier = row.offer.slice(slash + 1);
    return {
      ...row,
      id: row.upstream === null ? row.offer : `${row.offer}/${row.upstream}`,
      tier,
      tierName: tierOf.get(tier)?.name ?? tier,
      provider,
      providerName: providerNames.get(provider) ?? provider,
      upstreamName: row.upstream === null ? null : (providerNames.get(row.upstream) ?? row.upstream),
      order: (tierOf.get(tier)?.order ?? 999) * 1000 + providerOrder.indexOf(provider),
      published: null,
      isMeasured: measured.has(row.offer),
      upstreams: [],
    };
  };
}

function nothingMeasured(offer: string, upstream: string | null): LatencyRow {
  const none = { p50: null, p95: null, p99: null };
  return {
    offer,
    upstream,
    n: 0,
    availability: null,
    rateLimited: 0,
    ttftMs: none,
    firstAnswerMs: none,
    throughputTps: none,
    endToEndMs: none,
  };
}
