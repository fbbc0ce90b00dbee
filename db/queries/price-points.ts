import { desc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "@/db/client";
import { pricePoints } from "@/db/schema";
import type { DateKind, Offer, Pricing } from "@/lib/catalog/types";

/** A price as it stands in the append-only history. */
export type PricePoint = {
  id: string;
  offer: string;
  upstream: string | null;
  pricing: Pricing;
  source: string;
  asOf: string;
  dateKind: DateKind;
  validFrom: string;
};

/** Every price point, newest first; `offer` narrows to one offer's. */
export async function listPricePoints(db: Database, offer?: string): Promise<PricePoint[]> {
  const rows = await db
    .select()
    .from(pricePoints)
    .where(offer ? eq(pricePoints.offer, offer) : undefined)
    .orderBy(desc(pricePoints.validFrom), desc(pricePoints.id));
  return rows.map(mapPricePoint);
}

/** The newest price point of every (offer, upstream); `offer` narrows to one offer's. */
export async function listCurrentPricePoints(db: Database, offer?: string): Promise<PricePoint[]> {
  const { offer: ofOffer, upstream, validFrom, id } = pricePoints;
  const rows = await db
    .selectDistinctOn([ofOffer, upstream])
    .from(pricePoints)
    .where(offer ? eq(ofOffer, offer) : undefined)
    .orderBy(ofOffer, upstream, desc(validFrom), desc(id));
  return rows.map(mapPricePoint);
}

function mapPricePoint(row: typeof pricePoints.$inferSelect): PricePoint {
  const { input, output, cacheRead, cacheWrite, perRequest, validFrom, dateKind, ...rest } = row;
  return {
    ...rest,
    pricing: { input, output, cacheRead, cacheWrite, perRequest },
    dateKind: dateKind === "source" ? "source" : "gathered",
    validFrom: validFrom.toISOString(),
  };
}

/** The key under which a price is looked up. */
export function pricePlace(offer: string, upstream: string | null): string {
  return upstream === null ? offer : `${offer}\n${upstream}`;
}

/**
 * Adds a price point for every price of the catalogue that differs from the newest one recorded for its place.
 * Two instances that start at once may both add one; the later is the newest and says the same.
 */
export async function recordCatalogPrices(db: Database, offers: readonly Offer[]): Promise<void> {
  const recorded = new Map(
    (await listCurrentPricePoints(db)).map((point) => [pricePlace(point.offer, point.upstream), point]),
  );
  const missing = offers
    .flatMap((offer) => [
      { offer: offer.id, upstream: null, ...priceFacts(offer) },
      ...offer.routes.map((route) => ({ offer: offer.id, upstream: route.upstream, ...priceFacts(route) })),
    ])
    .filter((price) => {
      const known = recorded.get(pricePlace(price.offer, price.upstream));
      return !known || factsKey(price) !== factsKey(known);
    });
  if (missing.length === 0) return;
  await db.insert(pricePoints).values(
    missing.map(({ pricing, ...rest }) => ({
      id: uuidv7(),
      ...rest,
      ...pricing,
    })),
  );
}

type PriceFacts = Pick<PricePoint, "pricing" | "source" | "asOf" | "dateKind">;

function priceFacts({ pricing, source, asOf, dateKind }: PriceFacts): PriceFacts {
  return { pricing, source, asOf, dateKind };
}

function factsKey({ pricing, source, asOf, dateKind }: PriceFacts): string {
  const { input, output, cacheRead, cacheWrite, perRequest } = pricing;
  const extras = Object.entries(perRequest).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([input, output, cacheRead, cacheWrite, extras, source, asOf, dateKind]);
}
