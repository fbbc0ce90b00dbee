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
import { type KeyHolder, type Keyring, keyringOf } from "./keys/keyring";
import { openToVisitors } from "./keys/open-to-visitors";
import type { ProviderAdapter } from "./providers/adapter";
import { adapterOf } from "./providers/adapters";
import { type Connection, connectionTo } from "./providers/connection";

/** Who is called for an offer, and how. */
export type Callee = {
  offer: Offer;
  provider: Provider;
  adapter: ProviderAdapter;
  connection: Connection;
};

/** The callee of an offer of the catalogue, or of one of this holder's endpoints; null when there is no such offer. */
export async function findCallee(offerId: string, holder: KeyHolder): Promise<Callee | null> {
  const endpointName = endpointNameOf(offerId);
  if (endpointName !== null) {
    const custom = await findCustomEndpoint(holder.owner, endpointName);
    const offer = custom && offersOf(custom).find(({ id }) => id === offerId);
    return custom && offer ? customCallee(custom, offer, holder) : null;
  }
  const offer = findLiveOffer(offerId);
  if (!offer) return null;
  const provider = providerOf(offer);
  return {
    offer,
    provider,
    adapter: adapterOf(offer.provider, env().LOCAL_PRESET ?? null),
    connection: await connectionTo(provider, keyringOf(holder)),
  };
}

async function customCallee(custom: CustomEndpoint, offer: Offer, holder: KeyHolder): Promise<Callee> {
  const provider = customProvider(custom.view);
  return {
    offer,
    provider,
    adapter: adapterOfEndpoint(custom),
    connection: await customConnection(custom, provider, keyringOf(holder)),
  };
}

async function customConnection(
  custom: CustomEndpoint,
  provider: Provider,
  keys: Keyring,
): Promise<Connection> {
  const { hasKey, readOnly } = custom.view;
  // The environment's endpoints are everybody's to see: to a visitor they are as closed as any other provider.
  if (!keys.isOperator && !openToVisitors(provider)) return connectionTo(provider, keys);
  const configuration = await configurationOfCustom(custom);
  if (!configuration.configured) return configuration;
  return {
    configured: true,
    keySource: hasKey ? (readOnly ? "environment" : "settings") : null,
    endpoint: () => endpointOfCustom(custom),
  };
}
