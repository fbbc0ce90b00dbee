import { z } from "zod";
import { routeOf, upstreamName } from "@/lib/catalog/catalog";
import type { Offer, Pricing } from "@/lib/catalog/types";
import { usdToPico } from "@/lib/pricing/money";
import type { PriceObservation } from "@/lib/pricing/price-sources";
import { parseAnswer, SourceFault, type SourceReading } from "../source";
import { usdPerMillion } from "../usd-per-million";
import { publishedFigures } from "./published-figures";

const amount = z.union([z.string().max(40), z.number()]);
const count = z.number().int().positive().max(1_000_000_000).nullish().catch(null);
const name = z.string().trim().max(100);

/** OpenRouter's OpenAPI (2026-08-22); Vercel AI Gateway answers in the same shape. */
const endpointList = z.object({
  data: z.object({ id: z.string(), endpoints: z.array(z.unknown()).max(500) }),
});

// Loose: the names of figures carry their window.
const endpoint = z.looseObject({
  provider_name: name,
  tag: name.nullish(),
  quantization: name.nullish().catch(null),
  context_length: count,
  max_completion_tokens: count,
  pricing: z.object({
    prompt: amount,
    completion: amount,
    input_cache_read: amount.nullish(),
    input_cache_write: amount.nullish(),
    request: amount.nullish(),
    web_search: amount.nullish(),
    discount: amount.nullish(),
  }),
});
type Endpoint = z.infer<typeof endpoint>;

/**
 * Reads a router's list of one model's endpoints. Prices are USD per token, as strings. An endpoint that can't be read
 * is a problem of its own; the others count.
 *
 * @throws SourceFault when the list itself can't be read, or is another model's
 */
export function readEndpointList(
  offer: Offer,
  answer: unknown,
  latencyUnit: "ms" | "unknown",
): SourceReading {
  const { data } = parseAnswer(endpointList, answer);
  if (data.id !== offer.modelId) throw new SourceFault("answered for another model");
  const problems: string[] = [];
  const observations = data.endpoints.flatMap((listed) => {
    try {
      return observe(offer, parseAnswer(endpoint, listed), latencyUnit);
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      problems.push(`${error.message} (one of ${offer.tier}'s endpoints)`);
      return [];
    }
  });
  if (observations.length === 0 && problems.length === 0) problems.push(`lists no price of ${offer.tier}`);
  return { observations: onePerPlace(offer, observations), problems };
}

function observe(offer: Offer, listed: Endpoint, latencyUnit: "ms" | "unknown"): PriceObservation[] {
  const { prompt, completion, discount } = listed.pricing;
  // -1 stands for "whatever the router chooses": no price.
  if (Number(prompt) < 0 || Number(completion) < 0) return [];
  const said = listed.tag || listed.provider_name;
  const upstream = upstreamName(offer, said);
  if (upstream === "") throw new SourceFault("names no upstream");
  const isDiscounted = Number(discount ?? 0) !== 0;
  return [
    {
      offer: offer.id,
      upstream,
      pricing: pricingOf(listed.pricing),
      source:
        `GET /models/${offer.modelId}/endpoints, ${said}` +
        (isDiscounted ? `; it states a discount of ${discount}, and not whether this price includes it` : ""),
      contextTokens: listed.context_length ?? null,
      maxOutputTokens: listed.max_completion_tokens ?? null,
      quantization: listed.quantization === "unknown" ? null : (listed.quantization ?? null),
      published: publishedFigures(listed, latencyUnit),
    },
  ];
}

function pricingOf(stated: Endpoint["pricing"]): Pricing {
  const perToken = (price: string | number | null | undefined) =>
    price === null || price === undefined ? null : usdPerMillion(price, "token");
  const perUse = { request: stated.request, webSearch: stated.web_search };
  return {
    input: usdPerMillion(stated.prompt, "token"),
    output: usdPerMillion(stated.completion, "token"),
    cacheRead: perToken(stated.input_cache_read),
    cacheWrite: perToken(stated.input_cache_write),
    perRequest: Object.fromEntries(
      Object.entries(perUse)
        .map(([use, price]) => [use, usdPerMillion(price ?? 0, "use")] as const)
        // A router writes 0 for what it does not offer.
        .filter(([, price]) => price !== "0"),
    ),
  };
}

/**
 * One upstream may serve a model in several variants (`deepinfra/bf16`, `deepinfra/fp8`), and a run only says the
 * upstream. The catalogue's quantization is taken, else the cheapest: never the order of the list, which changes.
 */
function onePerPlace(offer: Offer, observations: PriceObservation[]): PriceObservation[] {
  const rank = ({ upstream, quantization, pricing }: PriceObservation) => {
    const reviewed = routeOf(offer, upstream ?? "")?.quantization ?? null;
    return {
      isReviewed: reviewed !== null && reviewed === quantization,
      price: usdToPico(pricing.input ?? "0") + usdToPico(pricing.output ?? "0"),
    };
  };
  const byUpstream = Map.groupBy(observations, ({ upstream }) => upstream);
  return [...byUpstream.values()].flatMap((variants) =>
    variants
      .toSorted((a, b) => {
        const [first, second] = [rank(a), rank(b)];
        if (first.isReviewed !== second.isReviewed) return first.isReviewed ? -1 : 1;
        return first.price < second.price ? -1 : first.price > second.price ? 1 : 0;
      })
      .slice(0, 1),
  );
}
