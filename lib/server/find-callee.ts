import { customProvider, endpointNameOf } from "@/lib/catalog/custom-offers";
import type { Offer, Provider } from "@/lib/catalog/types";
import { findLiveOffer, providerOf } from "./catalog";
import {
  adapterOfEndpoint,
  type CustomEndpoint,
  configurationOfCustom,
  endpointOfCustom,
  findCustomEndpoint,
  offersOf,
} from "./custom-endpoints";
import { env } from "./env";
import type { ProviderAdapter } from "./providers/adapter";
import { adapterOf } from "./providers/adapters";
import { type Configuration, configurationFor, type Endpoint, endpointOf } from "./providers/endpoint";

/** Who is called for an offer, and how. */
export type Callee = {
  offer: Offer;
  provider: Provider;
  adapter: ProviderAdapter;
  configuration: Configuration;
  /** Where the call goes and by which key; asked for at the moment of the call. */
  endpoint: () => Promise<Endpoint>;
};

/** The callee of an offer of the catalogue, or of one of this owner's endpoints; null when there is no such offer. */
export async function findCallee(offerId: string, owner: string): Promise<Callee | null> {
  const endpointName = endpointNameOf(offerId);
  if (endpointName !== null) {
    const custom = await findCustomEndpoint(owner, endpointName);
    const offer = custom && offersOf(custom).find(({ id }) => id === offerId);
    return custom && offer ? customCallee(custom, offer) : null;
  }
  const offer = findLiveOffer(offerId);
  if (!offer) return null;
  const provider = providerOf(offer);
  return {
    offer,
    provider,
    adapter: adapterOf(offer.provider, env().LOCAL_PRESET ?? null),
    configuration: configurationFor(provider, owner),
    endpoint: () => endpointOf(provider),
  };
}

async function customCallee(custom: CustomEndpoint, offer: Offer): Promise<Callee> {
  return {
    offer,
    provider: customProvider(custom.view),
    adapter: adapterOfEndpoint(custom),
    configuration: await configurationOfCustom(custom),
    endpoint: () => endpointOfCustom(custom),
  };
}
