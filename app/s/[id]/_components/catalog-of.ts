import type { CatalogView } from "@/lib/catalog/view";
import type { Share } from "@/lib/runs/share";

/** The part of the catalogue that a share names: what else this server can call is not for whoever has the link. */
export function catalogOf({ comparison }: Share, { tiers, providers, offers }: CatalogView): CatalogView {
  const named = comparison.lanes.map(({ offer }) => offer);
  return {
    tiers: tiers.filter(({ id }) => named.some((offer) => offer.endsWith(`/${id}`))),
    providers: providers.filter(({ id }) => named.some((offer) => offer.startsWith(`${id}/`))),
    offers: offers.filter(({ id }) => named.includes(id)),
  };
}
