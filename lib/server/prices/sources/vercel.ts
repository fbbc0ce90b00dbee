import { env } from "../../env";
import type { PriceSource } from "../source";
import { baseUrlOf } from "./base-url";
import { readEndpointList } from "./endpoint-list";
import { readEachOffer } from "./read-each-offer";

/** `GET /models/{creator}/{model}/endpoints` of every tier, which needs no key (Vercel AI Gateway's documentation, 2026-08). */
export const vercelPrices: PriceSource = {
  kind: "vercel",
  read: (get) =>
    readEachOffer("vercel", async (offer) => {
      const url = `${baseUrlOf("vercel", env().AI_GATEWAY_BASE_URL)}/models/${offer.modelId}/endpoints`;
      return readEndpointList(offer, await get(url), "ms");
    }),
};
