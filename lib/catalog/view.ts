import type { Offer, Pricing, Provider, Route, Tier } from "./types";

/** The catalogue as this server offers it: what is configured, and the price point each price is billed at. */
export type CatalogView = { tiers: Tier[]; providers: ProviderView[]; offers: OfferView[] };

export type ProviderView = Pick<Provider, "id" | "name" | "kind" | "docsUrl" | "keyVariable"> & {
  /** Whether a call can be made: the key (or, for a local server, the address) is set. */
  configured: boolean;
};

export type PricingView = Pricing & { pricePointId: string | null };

export type OfferView = Omit<Offer, "pricing" | "routes"> & {
  pricing: PricingView;
  routes: (Omit<Route, "pricing"> & { pricing: PricingView })[];
};
