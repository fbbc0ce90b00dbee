import { env } from "../../env";
import { type GetJson, type PriceSource, SourceFault } from "../source";
import { baseUrlOf } from "./base-url";
import { readEndpointList } from "./endpoint-list";
import { readEachOffer } from "./read-each-offer";

/** `GET /models/{author}/{slug}/endpoints` of every tier (OpenRouter's OpenAPI, 2026-08-22). */
export const openRouterPrices: PriceSource = {
  kind: "openrouter",
  read: (get) =>
    readEachOffer("openrouter", async (offer) => {
      const url = `${baseUrlOf("openrouter", env().OPENROUTER_BASE_URL)}/models/${offer.modelId}/endpoints`;
      return readEndpointList(offer, await getWithKey(get, url), "unknown");
    }),
};

/** Prices are public, latency is shown to who has a key: one that is refused costs the latency, not the prices. */
async function getWithKey(get: GetJson, url: string): Promise<unknown> {
  const key = env().OPENROUTER_API_KEY;
  if (key === undefined) return get(url);
  try {
    return await get(url, { authorization: `Bearer ${key}` });
  } catch (error) {
    if (error instanceof SourceFault && error.status === 401) return get(url);
    throw error;
  }
}
