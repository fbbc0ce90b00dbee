import type { CatalogView } from "@/lib/catalog/view";
import type { LatencyRow } from "@/lib/stats/latency";

/** A line of the latency table: an offer over all its upstreams, or one of them beneath it. */
export type LatencyLine = LatencyRow & {
  id: string;
  tier: string;
  tierName: string;
  provider: string;
  providerName: string;
  upstreamName: string | null;
  order: number;
  upstreams: LatencyLine[];
};

/** Measured rows with their names, upstreams beneath their offers. Offers may have left the catalogue since. */
export function latencyLines(rows: readonly LatencyRow[], { tiers, providers }: CatalogView): LatencyLine[] {
  const tierOf = new Map(tiers.map((tier) => [tier.id, tier]));
  const providerNames = new Map<string, string>(providers.map(({ id, name }) => [id, name]));
  const providerOrder = [...providerNames.keys()];
  const lineOf = (row: LatencyRow): LatencyLine => {
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
      upstreams: [],
    };
  };
  const lines = rows.map(lineOf);
  return lines
    .filter((line) => line.upstream === null)
    .map((line) => ({
      ...line,
      upstreams: lines.filter((other) => other.offer === line.offer && other.upstream !== null),
    }))
    .sort((a, b) => a.order - b.order);
}
