import { database } from "@/db/client";
import { listDisagreements, type PriceDisagreement } from "@/db/queries/price-points";
import { listPublishedStats, listSourceChecks } from "@/db/queries/price-sources";
import {
  type LiveSourceKind,
  PRICE_SOURCE_NAMES,
  type PublishedStats,
  type SourceReport,
} from "@/lib/pricing/price-sources";

/** A source as pages show it, with its last check: nulls where it was never asked. */
type SourceView = { name: string } & (
  | SourceReport
  | { source: LiveSourceKind; ok: null; message: null; newPoints: null; checkedAt: null }
);

export type PriceSourcesView = {
  sources: SourceView[];
  disagreements: PriceDisagreement[];
  published: PublishedStats[];
};

const SHOWN: readonly LiveSourceKind[] = ["openrouter", "vercel", "empiriolabs", "models-dev"];

/** What is known about where prices come from: how each source was last asked, where they disagree, what they publish of speed. */
export async function readPriceSources(offer?: string): Promise<PriceSourcesView> {
  const db = await database();
  const [checks, disagreements, published] = await Promise.all([
    listSourceChecks(db),
    listDisagreements(db, offer),
    listPublishedStats(db, offer),
  ]);
  const unasked = { ok: null, message: null, newPoints: null, checkedAt: null };
  const sources = SHOWN.map((source) => ({
    name: PRICE_SOURCE_NAMES[source],
    ...(checks.find((check) => check.source === source) ?? { source, ...unasked }),
  }));
  return { sources, disagreements, published };
}
