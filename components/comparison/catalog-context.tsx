"use client";

import { createContext, type ReactNode, useContext, useMemo } from "react";
import type { Tier } from "@/lib/catalog/types";
import type { CatalogView, OfferView, ProviderView } from "@/lib/catalog/view";

export type CatalogIndex = CatalogView & {
  tier: (id: string) => Tier | undefined;
  provider: (id: string) => ProviderView | undefined;
  offer: (id: string) => OfferView | undefined;
  tierName: (id: string) => string;
  providerName: (id: string) => string;
  isConfigured: (offer: OfferView) => boolean;
  /** A name for an offer's id, even one that the catalogue no longer has: "GLM-4.7 at Z.ai". */
  offerName: (id: string) => string;
};

const CatalogContext = createContext<CatalogIndex | null>(null);

export function CatalogProvider({ catalog, children }: { catalog: CatalogView; children: ReactNode }) {
  const index = useMemo(() => indexCatalog(catalog), [catalog]);
  return <CatalogContext value={index}>{children}</CatalogContext>;
}

export function useCatalog(): CatalogIndex {
  const catalog = useContext(CatalogContext);
  if (!catalog) throw new Error("useCatalog needs a CatalogProvider above it.");
  return catalog;
}

function indexCatalog(catalog: CatalogView): CatalogIndex {
  const tiers = new Map(catalog.tiers.map((tier) => [tier.id, tier]));
  const providers = new Map<string, ProviderView>(
    catalog.providers.map((provider) => [provider.id, provider]),
  );
  const offers = new Map(catalog.offers.map((offer) => [offer.id, offer]));
  const tierName = (id: string) => tiers.get(id)?.name ?? id;
  const providerName = (id: string) => providers.get(id)?.name ?? id;
  return {
    ...catalog,
    tier: (id) => tiers.get(id),
    provider: (id) => providers.get(id),
    offer: (id) => offers.get(id),
    tierName,
    providerName,
    isConfigured: ({ provider }) => providers.get(provider)?.configured ?? false,
    offerName: (id) => {
      const [provider = id, tier = ""] = splitOfferId(id);
      return `${tierName(tier)} at ${providerName(provider)}`;
    },
  };
}

/** An offer's id is `provider/tier`. */
export function splitOfferId(id: string): [provider: string, tier: string] {
  const slash = id.indexOf("/");
  return slash < 0 ? [id, id] : [id.slice(0, slash), id.slice(slash + 1)];
}
