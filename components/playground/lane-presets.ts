/** Ready-made sets of lanes. */
import type { CatalogIndex } from "@/components/comparison/catalog-context";
import type { OfferView } from "@/lib/catalog/view";
import type { Lane } from "@/lib/runs/run";
import { MAX_LANES } from "@/lib/runs/settings";

export function laneOf(offer: string, change: Partial<Lane> = {}): Lane {
  return { offer, upstream: null, dialect: null, settings: {}, ...change };
}

/** The core tiers at the first configured provider that serves them all, the real ones first; else the first that serves any. */
export function coreTierLanes(catalog: CatalogIndex): Lane[] {
  const core = catalog.tiers.filter((tier) => tier.core).map((tier) => tier.id);
  const sets = catalog.providers
    .filter((provider) => provider.configured)
    .sort((a, b) => Number(a.kind === "simulated") - Number(b.kind === "simulated"))
    .map((provider) => core.flatMap((tier) => current(catalog, `${provider.id}/${tier}`)));
  const best =
    sets.find((offers) => offers.length === core.length) ?? sets.find((offers) => offers.length > 0);
  const chosen = best ?? catalog.offers.slice(0, 1);
  return chosen.map((offer) => laneOf(offer.id));
}

/** One tier at every provider that can be called. */
export function everyProviderLanes(catalog: CatalogIndex, tier: string): Lane[] {
  return catalog.offers
    .filter((offer) => offer.tier === tier && !offer.retiredAt && catalog.isConfigured(offer))
    .slice(0, MAX_LANES)
    .map((offer) => laneOf(offer.id));
}

/** The same offer without and with thinking. */
export function thinkingLanes(offer: string): Lane[] {
  return [laneOf(offer, { settings: { thinking: "off" } }), laneOf(offer, { settings: { thinking: "on" } })];
}

function current(catalog: CatalogIndex, id: string): OfferView[] {
  const offer = catalog.offer(id);
  return offer && !offer.retiredAt ? [offer] : [];
}
