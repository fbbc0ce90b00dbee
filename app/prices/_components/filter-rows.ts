import type { PriceRow } from "./price-row";

export type PriceFilter = {
  q: string;
  tier: string | null;
  provider: string | null;
  /** `no` leaves retired offers and routes out, `only` everything else. */
  retired: "no" | "only" | null;
  upstreams: boolean;
  demo: boolean;
};

/** The offers that match, each with those of its routes that do. */
export function filterRows(rows: PriceRow[], filter: PriceFilter): PriceRow[] {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  return rows
    .filter(
      (row) =>
        (filter.demo || !row.simulated) &&
        (filter.tier === null || row.tier === filter.tier) &&
        (filter.provider === null || row.provider === filter.provider) &&
        words.every((word) => textOf(row).includes(word)),
    )
    .map((row) => ({
      ...row,
      routes: filter.upstreams ? row.routes.filter((route) => matchesRetired(route, filter.retired)) : [],
    }))
    .filter(
      (row) => matchesRetired(row, filter.retired) || (filter.retired === "only" && row.routes.length > 0),
    );
}

function matchesRetired({ retiredAt }: PriceRow, retired: PriceFilter["retired"]): boolean {
  if (retired === null) return true;
  return retired === "only" ? retiredAt !== null : retiredAt === null;
}

/** What a search looks in: an offer is also found by its upstreams. */
function textOf(row: PriceRow): string {
  const { tier, tierName, provider, providerName, modelId, quantization } = row;
  const upstreams = row.routes.flatMap((route) => [route.upstream, route.upstreamName, route.quantization]);
  return [tier, tierName, provider, providerName, modelId, quantization, ...upstreams]
    .join(" ")
    .toLowerCase();
}
