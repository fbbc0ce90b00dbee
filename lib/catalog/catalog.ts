/** The reviewed catalogue and its look-ups. Facts change in the data files; `validateCatalog` guards them in the tests. */
import { offers } from "./offers";
import { providers } from "./providers";
import { tiers } from "./tiers";
import type { Dialect, Offer, Parameter, Provider, Route, Tier } from "./types";

export { offers, providers, tiers };

const offersById = new Map(offers.map((offer) => [offer.id, offer]));
const providersById = new Map<string, Provider>(providers.map((provider) => [provider.id, provider]));
const tiersById = new Map(tiers.map((tier) => [tier.id, tier]));

/** The reviewed offer with this id (`provider/tier`), retired ones included; undefined for local and custom ones. */
export function findOffer(id: string): Offer | undefined {
  return offersById.get(id);
}

/** The provider with this id; undefined for a custom endpoint. */
export function findProvider(id: string): Provider | undefined {
  return providersById.get(id);
}

/** The tier with this id. */
export function findTier(id: string): Tier | undefined {
  return tiersById.get(id);
}

/** The id by which the offer's model is called in this dialect. */
export function modelIdFor(offer: Offer, dialect: Dialect): string {
  return offer.modelIds?.[dialect] ?? offer.modelId;
}

/** The parameters that the offer takes in this dialect. */
export function parametersFor(offer: Offer, dialect: Dialect): Parameter[] {
  return offer.parameters.filter(({ dialects }) => !dialects || dialects.includes(dialect));
}

/**
 * The offer's route to this upstream, retired ones included. Routers write one upstream in several ways (`DeepInfra`,
 * `deepinfra`, `atlas-cloud`, `AtlasCloud`), so case and punctuation do not count; a tag's quantization
 * (`deepinfra/bf16`) does not either.
 */
export function routeOf(offer: Offer, upstream: string): Route | undefined {
  const wanted = plainName(upstream);
  return offer.routes.find(
    ({ upstream: name, slug }) => plainName(name) === wanted || (slug && plainName(slug) === wanted),
  );
}

/**
 * Our name for the upstream that a router calls `deepinfra/bf16`, `Z.AI` or `atlas-cloud`: the catalogue's where it
 * has one, else one lower-case word. Runs and prices are named by this one rule, so that they find each other.
 */
export function upstreamName(offer: Offer, said: string): string {
  const plain = plainName(said);
  return routeOf(offer, said)?.upstream ?? findProvider(plain)?.id ?? plain;
}

function plainName(upstream: string): string {
  return (upstream.split("/")[0] ?? "").toLowerCase().replace(/[^a-z0-9]/g, "");
}
