import type { Feature } from "../features";
import type { Offer, Parameter, Route } from "../types";
import { defineOffer, defineRoute } from "./define-offer";

const FEATURES: Feature[] = [
  "reasoning",
  "tools",
  "structured-outputs",
  "prompt-caching",
  "provider-routing",
  "usage-cost",
];

/** What an upstream lacks is silently dropped, unless `provider.require_parameters` is true. */
const PARAMETERS: Parameter[] = [
  {
    name: "reasoning",
    type: "map{effort,max_tokens,exclude,enabled}",
    note: "effort: max, xhigh, high, medium, low, minimal, none; billed as output even when excluded",
  },
  { name: "max_tokens", type: "integer", min: 1, note: "some upstreams want at least 16" },
  { name: "temperature", type: "float", min: 0, max: 2, default: 1 },
  { name: "top_p", type: "float", min: 0, max: 1, default: 1 },
  { name: "stop", type: "array", maxItems: 4 },
  { name: "frequency_penalty", type: "float", min: -2, max: 2, default: 0 },
  { name: "presence_penalty", type: "float", min: -2, max: 2, default: 0 },
  { name: "repetition_penalty", type: "float", min: 0, max: 2, default: 1 },
  { name: "top_k", type: "integer", min: 0, default: 0 },
  { name: "seed", type: "integer" },
  { name: "min_p", type: "float", min: 0, max: 1, default: 0 },
  { name: "response_format", type: "map" },
  { name: "tools", type: "array" },
  { name: "tool_choice", type: "string|object" },
  { name: "logit_bias", type: "map", min: -100, max: 100 },
  { name: "provider", type: "object", note: "routing; not a model parameter" },
];

const CATWALK =
  "charmbracelet/catwalk git history of internal/providers/configs/openrouter.json (polled from OpenRouter GET /models/{id}/endpoints)";

type OpenRouterFacts = Pick<
  Offer,
  "tier" | "contextTokens" | "maxOutputTokens" | "routes" | "source" | "asOf" | "notes"
> & { prices: { input: string; output: string; cacheRead: string } };

function openRouterOffer({ prices, ...facts }: OpenRouterFacts): Offer {
  return defineOffer({
    ...facts,
    provider: "openrouter",
    modelId: `z-ai/${facts.tier}`,
    features: FEATURES,
    parameters: PARAMETERS,
    pricing: { ...prices, perRequest: { webSearch: "0.007" } },
    notes: `${facts.notes} Web search is the web plugin with Exa in "auto" mode: per request, 10 results included.`,
  });
}

type SeenRoute = Pick<Route, "upstream" | "contextTokens"> &
  Partial<Route> & {
    prices: { input: string; output: string; cacheRead?: string };
    from: string;
    to: string;
    why: string;
  };

/** OpenRouter's endpoint list was polled, without names: `why` says how a price was traced to its upstream. */
function seenRoute({ prices, from, to, why, ...facts }: SeenRoute): Route {
  return defineRoute({
    ...facts,
    pricing: prices,
    source: `${CATWALK}, seen from ${from} to ${to}; upstream: ${why}`,
    asOf: to,
  });
}

export const openRouterOffers: readonly Offer[] = [
  openRouterOffer({
    tier: "glm-4.6",
    contextTokens: 202752,
    maxOutputTokens: 131072,
    prices: { input: "0.43", output: "1.74", cacheRead: "0.08" },
    source:
      "OpenRouter model page GLM 4.6 (input, output, 203K) + anomalyco/models.dev@f3fc692299 providers/openrouter/models/z-ai/glm-4.6.toml (cache)",
    asOf: "2026-06-12",
    notes:
      "The headline is one endpoint's price; other endpoints cost more. Max output is inherited from the base model in " +
      "the registry. Quantization is per endpoint. An endpoint whose owner is not established: 0.5 in, 2.0 out, " +
      "0.1 cache read, context 202752, seen from 2026-07-21 to 2026-08-13 (charmbracelet/catwalk).",
    routes: [
      seenRoute({
        upstream: "novita",
        contextTokens: 204800,
        prices: { input: "0.55", output: "2.2", cacheRead: "0.11" },
        from: "2026-01-05",
        to: "2026-08-21",
        why: "matches Novita's own list price and context (inference)",
      }),
      seenRoute({
        upstream: "deepinfra",
        contextTokens: 202752,
        prices: { input: "0.43", output: "1.74", cacheRead: "0.08" },
        from: "2026-02-27",
        to: "2026-07-10",
        why: "matches DeepInfra's own list price and context (inference)",
      }),
    ],
  }),
  openRouterOffer({
    tier: "glm-4.7",
    contextTokens: 202752,
    maxOutputTokens: 131072,
    prices: { input: "0.4", output: "1.75", cacheRead: "0.08" },
    source: "anomalyco/models.dev@f3fc692299 providers/openrouter/models/z-ai/glm-4.7.toml",
    asOf: "2026-06-26",
    notes:
      "Other stored copies of the model page: 0.44 in, 1.74 out (December 2025); 0.30 in, 1.40 out (dated slug page, 2026). " +
      "Canonical slug z-ai/glm-4.7-20251222. An endpoint whose owner is not established: 0.54 in, 1.98 out, 0.099 cache " +
      "read (exactly 90% of 0.60, 2.20, 0.11), context 204800, seen from 2026-01-07 to 2026-08-21 (charmbracelet/catwalk).",
    routes: [
      seenRoute({
        upstream: "deepinfra",
        contextTokens: 202752,
        prices: { input: "0.4", output: "1.75", cacheRead: "0.08" },
        from: "2026-04-29",
        to: "2026-08-20",
        why: "matches DeepInfra's own list price (inference)",
      }),
      seenRoute({
        upstream: "atlascloud",
        slug: "atlas-cloud",
        contextTokens: 202752,
        prices: { input: "0.52", output: "1.85", cacheRead: "0.12" },
        from: "2026-04-21",
        to: "2026-07-23",
        why: "matches AtlasCloud's own list price (inference)",
      }),
    ],
  }),
  openRouterOffer({
    tier: "glm-4.7-flash",
    contextTokens: 202752,
    maxOutputTokens: 16384,
    prices: { input: "0.06", output: "0.4", cacheRead: "0.01" },
    source:
      "OpenRouter model page GLM 4.7 Flash (input, output, 203K) + anomalyco/models.dev@f3fc692299 providers/openrouter/models/z-ai/glm-4.7-flash.toml",
    asOf: "2026-06-12",
    notes:
      "The output cap of 16384 is DeepInfra's. Canonical slug z-ai/glm-4.7-flash-20260119; ~z-ai/glm-flash-latest is " +
      "another model (it redirects to GLM 5.3 Flash). Endpoints whose owner is not established (charmbracelet/catwalk): " +
      "0.1 in, 0.43 out, context 202752, seen from 2026-01-22 to 2026-06-21; 0.07 in, 0.4 out, context 200000, seen from " +
      "2026-01-21 to 2026-01-27, which is both Novita's price and Z.ai's for FlashX.",
    routes: [
      seenRoute({
        upstream: "deepinfra",
        quantization: "bf16",
        contextTokens: 202752,
        maxOutputTokens: 16384,
        prices: { input: "0.06", output: "0.4", cacheRead: "0.01" },
        from: "2026-02-12",
        to: "2026-08-21",
        why: "matches DeepInfra (tag deepinfra/bf16 seen 2026-08-05)",
      }),
      seenRoute({
        upstream: "cloudflare",
        contextTokens: 131072,
        prices: { input: "0.0605", output: "0.4" },
        from: "2026-05-26",
        to: "2026-07-23",
        why: "matches Cloudflare Workers AI's list price and 131072 context (inference)",
      }),
    ],
  }),
];
