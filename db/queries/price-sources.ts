import { eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { publishedStats, sourceChecks } from "@/db/schema";
import {
  isSamePricing,
  type LiveSourceKind,
  type PriceObservation,
  type PublishedStats,
  type SourceReport,
} from "@/lib/pricing/price-sources";
import { appendPricePoints, listNewestBySource, pricePlace } from "./price-points";

/** The primary key has no nulls: '' stands for the offer itself. */
const NO_UPSTREAM = "";

/** What came of asking a source; without observations everything that stood goes on to stand. */
export type SourceOutcome = {
  source: LiveSourceKind;
  checkedAt: Date;
  ok: boolean;
  message: string;
  /** One for each place at most. */
  observations: readonly PriceObservation[];
};

/**
 * Records, in one transaction, what came of asking a source: a price point wherever its price differs from the newest
 * it stated before, what it published of speed, and the outcome itself. Gives the outcome with the number of new points.
 */
export async function recordSourceOutcome(db: Database, outcome: SourceOutcome): Promise<SourceReport> {
  const { source, checkedAt, ok, message, observations } = outcome;
  return db.transaction(async (tx) => {
    const recorded = new Map(
      (await listNewestBySource(tx))
        .filter(({ sourceKind }) => sourceKind === source)
        .map((point) => [pricePlace(point.offer, point.upstream), point.pricing]),
    );
    const changed = observations.filter(({ offer, upstream, pricing }) => {
      const known = recorded.get(pricePlace(offer, upstream));
      return !known || !isSamePricing(known, pricing);
    });
    await appendPricePoints(
      tx,
      changed.map(({ offer, upstream, pricing, source: document }) => ({
        offer,
        upstream,
        pricing,
        sourceKind: source,
        source: document,
        // What an API says bears no date: it is true on the day it was asked.
        asOf: checkedAt.toISOString().slice(0, 10),
        dateKind: "gathered",
      })),
    );
    await upsertStats(tx, outcome);
    const check = { checkedAt, ok, message, newPoints: changed.length };
    await tx
      .insert(sourceChecks)
      .values({ source, ...check })
      .onConflictDoUpdate({ target: sourceChecks.source, set: check });
    return { source, ...check, checkedAt: checkedAt.toISOString() };
  });
}

async function upsertStats(
  tx: Pick<Database, "insert">,
  { source, checkedAt, observations }: SourceOutcome,
): Promise<void> {
  if (observations.length === 0) return;
  await tx
    .insert(publishedStats)
    .values(
      observations.map(({ offer, upstream, contextTokens, maxOutputTokens, quantization, published }) => ({
        offer,
        upstream: upstream ?? NO_UPSTREAM,
        source,
        fetchedAt: checkedAt,
        contextTokens,
        maxOutputTokens,
        quantization,
        latency: published?.latency ?? null,
        throughput: published?.throughput ?? null,
        uptime: published?.uptime ?? [],
        isDegraded: published?.isDegraded ?? null,
      })),
    )
    .onConflictDoUpdate({
      target: [publishedStats.offer, publishedStats.upstream, publishedStats.source],
      set: {
        fetchedAt: sql`excluded.fetched_at`,
        contextTokens: sql`excluded.context_tokens`,
        maxOutputTokens: sql`excluded.max_output_tokens`,
        quantization: sql`excluded.quantization`,
        latency: sql`excluded.latency`,
        throughput: sql`excluded.throughput`,
        uptime: sql`excluded.uptime`,
        isDegraded: sql`excluded.is_degraded`,
      },
    });
}

/** How asking each source went the last time; a source that was never asked is not in it. */
export async function listSourceChecks(db: Database): Promise<SourceReport[]> {
  const rows = await db.select().from(sourceChecks).orderBy(sourceChecks.source);
  return rows.map((row) => ({ ...row, checkedAt: row.checkedAt.toISOString() }));
}

/** What the sources last published of speed, uptime and limits; `offer` narrows to one offer's. */
export async function listPublishedStats(db: Database, offer?: string): Promise<PublishedStats[]> {
  const rows = await db
    .select()
    .from(publishedStats)
    .where(offer ? eq(publishedStats.offer, offer) : undefined)
    .orderBy(publishedStats.offer, publishedStats.upstream, publishedStats.source);
  return rows.map(({ upstream, fetchedAt, ...row }) => ({
    ...row,
    upstream: upstream === NO_UPSTREAM ? null : upstream,
    fetchedAt: fetchedAt.toISOString(),
  }));
}
