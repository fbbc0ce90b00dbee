import { desc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Database } from "@/db/client";
import { pricePoints } from "@/db/schema";
import type { DateKind, Offer, Pricing } from "@/lib/catalog/types";
import { billingStatement, disputedParts, type PriceSourceKind } from "@/lib/pricing/price-sources";

/** A price as it stands in the append-only history. */
export type PricePoint = {
  id: string;
  offer: string;
  upstream: string | null;
  pricing: Pricing;
  sourceKind: PriceSourceKind;
  source: string;
  asOf: string;
  dateKind: DateKind;
  validFrom: string;
};

/** A place that sources price differently: the newest point of each, the one that bills first, and the disputed parts. */
export type PriceDisagreement = {
  offer: string;
  upstream: string | null;
  parts: string[];
  points: PricePoint[];
};

type Reader = Pick<Database, "select" | "selectDistinctOn">;
type Writer = Pick<Database, "insert">;

/** Every price point of every source, newest first; `offer` narrows to one offer's. */
export async function listPricePoints(db: Reader, offer?: string): Promise<PricePoint[]> {
  const rows = await db
    .select()
    .from(pricePoints)
    .where(offer ? eq(pricePoints.offer, offer) : undefined)
    .orderBy(desc(pricePoints.validFrom), desc(pricePoints.id));
  return rows.map(mapPricePoint);
}

/** The price point that bills at every (offer, upstream), whichever source it is from; `offer` narrows to one offer's. */
export async function listCurrentPricePoints(db: Reader, offer?: string): Promise<PricePoint[]> {
  const places = groupByPlace(await listNewestBySource(db, offer));
  return places.map(billingStatement).filter((point) => point !== undefined);
}

/** The places whose sources disagree today; `offer` narrows to one offer's. Prices are listed side by side, never averaged. */
export async function listDisagreements(db: Reader, offer?: string): Promise<PriceDisagreement[]> {
  return groupByPlace(await listNewestBySource(db, offer)).flatMap((points) => {
    const billing = billingStatement(points);
    const parts = disputedParts(points.map(({ pricing }) => pricing));
    if (!billing || parts.length === 0) return [];
    const others = points.filter((point) => point !== billing);
    return [{ offer: billing.offer, upstream: billing.upstream, parts, points: [billing, ...others] }];
  });
}

/** The newest price point of every source at every (offer, upstream), place by place. */
export async function listNewestBySource(db: Reader, offer?: string): Promise<PricePoint[]> {
  const { offer: ofOffer, upstream, sourceKind, validFrom, id } = pricePoints;
  const rows = await db
    .selectDistinctOn([ofOffer, upstream, sourceKind])
    .from(pricePoints)
    .where(offer ? eq(ofOffer, offer) : undefined)
    .orderBy(ofOffer, upstream, sourceKind, desc(validFrom), desc(id));
  return rows.map(mapPricePoint);
}

function groupByPlace(points: readonly PricePoint[]): PricePoint[][] {
  return [...Map.groupBy(points, ({ offer, upstream }) => pricePlace(offer, upstream)).values()];
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

/** Adds price points as they are: whoever calls has seen that they say something new. */
export async function appendPricePoints(
  db: Writer,
  points: readonly Omit<PricePoint, "id" | "validFrom">[],
): Promise<void> {
  if (points.length === 0) return;
  await db
    .insert(pricePoints)
    .values(points.map(({ pricing, ...rest }) => ({ id: uuidv7(), ...rest, ...pricing })));
}

/**
 * Adds a price point for every price of the catalogue that differs from the newest one the catalogue stated for its
 * place. Two instances that start at once may both add one; the later is the newest and says the same.
 */
export async function recordCatalogPrices(db: Reader & Writer, offers: readonly Offer[]): Promise<void> {
  const recorded = new Map(
    (await listNewestBySource(db))
      .filter(({ sourceKind }) => sourceKind === "catalogue")
      .map((point) => [pricePlace(point.offer, point.upstream), point]),
  );
  const stated = offers.flatMap((offer) => [
    { offer: offer.id, upstream: null, ...priceFacts(offer) },
    ...offer.routes.map((route) => ({ offer: offer.id, upstream: route.upstream, ...priceFacts(route) })),
  ]);
  const missing = stated.filter((price) => {
    const known = recorded.get(pricePlace(price.offer, price.upstream));
    return !known || factsKey(price) !== factsKey(known);
  });
  await appendPricePoints(
    db,
    missing.map((price) => ({ ...price, sourceKind: "catalogue" })),
  );
}

type PriceFacts = Pick<PricePoint, "pricing" | "source" | "asOf" | "dateKind">;

function priceFacts({ pricing, source, asOf, dateKind }: PriceFacts): PriceFacts {
  return { pricing, source, asOf, dateKind };
}

/** What an operator states bears no date of its own: a day on which it was only read again is nothing new. */
function factsKey({ pricing, source, asOf, dateKind }: PriceFacts): string {
  const { input, output, cacheRead, cacheWrite, perRequest } = pricing;
  const extras = Object.entries(perRequest).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([
    input,
    output,
    cacheRead,
    cacheWrite,
    extras,
    source,
    source === "operator" ? null : asOf,
    dateKind,
  ]);
}
