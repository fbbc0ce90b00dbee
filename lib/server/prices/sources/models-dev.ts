import { z } from "zod";
import { offers } from "@/lib/catalog/catalog";
import type { Offer } from "@/lib/catalog/types";
import type { PriceObservation } from "@/lib/pricing/price-sources";
import { env } from "../../env";
import { type PriceSource, parseAnswer, SourceFault } from "../source";
import { usdPerMillion } from "../usd-per-million";

/** The file's names for our providers, where they differ (anomalyco/models.dev, 2026-07-02). */
const THEIR_NAMES = new Map<string, string>([
  ["bedrock", "amazon-bedrock"],
  ["novita", "novita-ai"],
  ["fireworks", "fireworks-ai"],
]);

const file = z.record(z.string(), z.unknown());
const provider = z.object({ models: z.record(z.string(), z.unknown()) });
const count = z.number().int().positive().max(1_000_000_000).nullish().catch(null);
const model = z.object({
  // USD per 1M tokens, as numbers.
  cost: z
    .object({
      input: z.number(),
      output: z.number(),
      cache_read: z.number().nullish(),
      cache_write: z.number().nullish(),
    })
    .nullish(),
  limit: z.object({ context: count, output: count }).nullish().catch(null),
});

/** `GET /api.json`: one file, kept by a community, with every provider and model it knows. */
export const modelsDevPrices: PriceSource = {
  kind: "models-dev",
  read: async (get) => {
    const providers = parseAnswer(file, await get(`${env().MODELS_DEV_BASE_URL}/api.json`));
    const problems: string[] = [];
    const observations = offers.flatMap((offer) => {
      try {
        return observe(offer, providers[THEIR_NAMES.get(offer.provider) ?? offer.provider]);
      } catch (error) {
        if (!(error instanceof SourceFault)) throw error;
        problems.push(`${error.message} for ${offer.id}`);
        return [];
      }
    });
    if (observations.length === 0 && problems.length === 0) problems.push("lists none of our offers");
    return { observations, problems };
  },
};

/** Nothing where the file does not know the provider, the model or its price: it is not bound to. */
function observe(offer: Offer, listed: unknown): PriceObservation[] {
  if (listed === undefined) return [];
  const ids = new Set([offer.modelId, ...Object.values(offer.modelIds ?? {})].map((id) => id.toLowerCase()));
  const entry = Object.entries(parseAnswer(provider, listed).models).find(([id]) =>
    ids.has(id.toLowerCase()),
  );
  if (!entry) return [];
  const { cost, limit } = parseAnswer(model, entry[1]);
  if (!cost) return [];
  const perMillion = (price: number | null | undefined) =>
    price === null || price === undefined ? null : usdPerMillion(price, "million");
  return [
    {
      offer: offer.id,
      upstream: null,
      pricing: {
        input: usdPerMillion(cost.input, "million"),
        output: usdPerMillion(cost.output, "million"),
        cacheRead: perMillion(cost.cache_read),
        cacheWrite: perMillion(cost.cache_write),
        perRequest: {},
      },
      source: `models.dev api.json, ${THEIR_NAMES.get(offer.provider) ?? offer.provider}, ${entry[0]}`,
      contextTokens: limit?.context ?? null,
      maxOutputTokens: limit?.output ?? null,
      quantization: null,
      published: null,
    },
  ];
}
