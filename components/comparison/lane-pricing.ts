import type { Pricing } from "@/lib/catalog/types";
import type { OfferView } from "@/lib/catalog/view";

/** What a lane is priced at: a pinned upstream at its own route, else the offer's own prices. */
export function pricingOf(offer: OfferView | undefined, upstream: string | null): Pricing | null {
  const route = upstream ? offer?.routes.find((candidate) => candidate.upstream === upstream) : undefined;
  return route?.pricing ?? offer?.pricing ?? null;
}
