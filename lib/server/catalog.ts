import { database } from "@/db/client";
import { listCurrentPricePoints, pricePlace } from "@/db/queries/price-points";
import { findOffer, findProvider, findTier, offers, providers, tiers } from "@/lib/catalog/catalog";
import { customProvider } from "@/lib/catalog/custom-offers";
import { localOffer, localPresets } from "@/lib/catalog/local-presets";
import type { Offer, Tier } from "@/lib/catalog/types";
import type { CatalogView, PricingView } from "@/lib/catalog/view";
import type { Caller } from "./caller";
import { environmentEndpoints, listCustomEndpoints, offersOf } from "./custom-endpoints";
import { env } from "./env";
import { keyringOf } from "./keys/keyring";
import { connectionTo } from "./providers/connection";

/** The offers of this server: the reviewed ones, without Demo where it is switched off, and those of the operator's own servers. */
export function liveOffers(): Offer[] {
  const reviewed = env().GLIMPSE_DEMO ? offers : offers.filter(({ provider }) => provider !== "demo");
  return [...reviewed, ...ownOffers(), ...environmentEndpoints().flatMap(offersOf)];
}

/** Tells of an offer's id whether `caller` may know of it: of endpoints that were added here only the operator does. */
export function mayKnowOf({ role }: Pick<Caller, "role">): (offer: string) => boolean {
  if (role === "operator") return () => true;
  const known = new Set(liveOffers().map(({ id }) => id));
  return (offer) => known.has(offer);
}

/** An offer of `liveOffers` by its id; custom endpoints' are found by `findCallee`. */
export function findLiveOffer(id: string): Offer | undefined {
  const offer = findOffer(id) ?? ownOffers().find((own) => own.id === id);
  return offer?.provider === "demo" && !env().GLIMPSE_DEMO ? undefined : offer;
}

function ownOffers(): Offer[] {
  const { LOCAL_MODELS, LOCAL_PRESET } = env();
  const preset = localPresets.find(({ id }) => id === LOCAL_PRESET) ?? null;
  return LOCAL_MODELS.map(({ tier, modelId }) => localOffer(tier, modelId, preset));
}

/** What `GET /api/catalog` answers: tiers, providers and offers, each price with the price point it is billed at. */
export async function readCatalog(caller: Caller): Promise<CatalogView> {
  const points = new Map(
    (await listCurrentPricePoints(await database())).map((point) => [
      pricePlace(point.offer, point.upstream),
      point,
    ]),
  );
  const priced = (offer: string, upstream: string | null, reviewed: Offer["pricing"]): PricingView => {
    const point = points.get(pricePlace(offer, upstream));
    return { ...(point?.pricing ?? reviewed), pricePointId: point?.id ?? null };
  };
  const keys = keyringOf(caller);
  const custom = await listCustomEndpoints(caller.owner);
  const stored = custom.filter(({ view }) => !view.readOnly);
  const allOffers = [...liveOffers(), ...stored.flatMap(offersOf)];
  return {
    tiers: [...tiers, ...ownTiers(allOffers)],
    providers: await Promise.all(
      [
        ...providers.filter(({ id }) => id !== "demo" || env().GLIMPSE_DEMO),
        ...custom.map(({ view }) => customProvider(view)),
      ].map(async (provider) => ({
        id: provider.id,
        name: provider.name,
        kind: provider.kind,
        docsUrl: provider.docsUrl,
        keyVariable: provider.kind === "local" ? provider.baseUrlVariable : provider.keyVariable,
        configured: (await connectionTo(provider, keys)).configured,
      })),
    ),
    offers: allOffers.map((offer) => ({
      ...offer,
      pricing: priced(offer.id, null, offer.pricing),
      routes: offer.routes.map((route) => ({
        ...route,
        pricing: priced(offer.id, route.upstream, route.pricing),
      })),
    })),
  };
}

/** Tiers that only the operator's own servers have, such as an older GLM: after the known ones. */
function ownTiers(all: readonly Offer[]): Tier[] {
  const unknown = new Set(all.map(({ tier }) => tier).filter((tier) => !findTier(tier)));
  return [...unknown].map((id, index) => ({
    id,
    name: id,
    summary: "Served by a server of your own.",
    order: 1000 + index,
    core: false,
  }));
}

/** The provider of an offer; every offer has one, the validator sees to it. */
export function providerOf(offer: Offer) {
  const provider = findProvider(offer.provider);
  if (!provider) throw new Error(`no provider ${offer.provider}`);
  return provider;
}
