import type { PriceStatement } from "./price-statement";

type SourceHistory = { sourceKind: PriceStatement["sourceKind"]; statements: PriceStatement[] };

/**
 * One history for each source, the one that bills first, then the one that spoke last. A source's own order stands.
 *
 * @param points newest first
 */
export function historyBySource(
  points: readonly PriceStatement[],
  billingSource: PriceStatement["sourceKind"],
): SourceHistory[] {
  const groups = [...Map.groupBy(points, ({ sourceKind }) => sourceKind)].map(([sourceKind, statements]) => ({
    sourceKind,
    statements,
  }));
  const bills = ({ sourceKind }: SourceHistory) => sourceKind === billingSource;
  return [...groups.filter(bills), ...groups.filter((group) => !bills(group))];
}
