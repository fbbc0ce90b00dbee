/** Fills in what most offers and routes have in common, so that a provider's file shows only what is particular. */
import type { Feature } from "../features";
import type { Offer, Pricing, Route } from "../types";

/** A price left out is unknown (null), never free. */
type Prices = Partial<Pricing>;

type OfferFacts = Pick<
  Offer,
  "provider" | "tier" | "modelId" | "contextTokens" | "maxOutputTokens" | "parameters" | "source" | "asOf"
> &
  Partial<Omit<Offer, "id" | "features" | "pricing">> & { features: readonly Feature[]; pricing: Prices };

type RouteFacts = Pick<Route, "upstream" | "contextTokens" | "source" | "asOf"> &
  Partial<Omit<Route, "pricing">> & { pricing: Prices };

/** An offer from its facts: speaks `chat-completions` and has a dated source, unless the facts say otherwise. */
export function defineOffer(facts: OfferFacts): Offer {
  return {
    dialects: ["chat-completions"],
    quantization: null,
    routes: [],
    retiredAt: null,
    dateKind: "source",
    notes: null,
    ...facts,
    id: `${facts.provider}/${facts.tier}`,
    features: [...facts.features],
    pricing: definePricing(facts.pricing),
  };
}

/** A route from its facts, with the same defaults. */
export function defineRoute(facts: RouteFacts): Route {
  return {
    quantization: null,
    maxOutputTokens: null,
    retiredAt: null,
    dateKind: "source",
    ...facts,
    pricing: definePricing(facts.pricing),
  };
}

function definePricing(prices: Prices): Pricing {
  return { input: null, output: null, cacheRead: null, cacheWrite: null, perRequest: {}, ...prices };
}
