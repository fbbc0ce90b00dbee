import type { Feature } from "../features";
import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";

const FEATURES: Feature[] = ["reasoning", "tools", "tool-stream", "json", "prompt-caching", "web-search"];

/** docs.z.ai's schema has no seed, penalties, top_k, n, logprobs or json_schema. */
const PARAMETERS: Parameter[] = [
  {
    name: "thinking",
    type: "object{type:enabled|disabled, clear_thinking:boolean}",
    default: { type: "enabled", clear_thinking: true },
  },
  {
    name: "temperature",
    type: "number",
    min: 0,
    max: 1,
    default: 1,
    note: "2 decimals; above 1: 400, code 1214",
  },
  { name: "top_p", type: "number", min: 0.01, max: 1, default: 0.95 },
  { name: "max_tokens", type: "integer", min: 1, max: 131072 },
  { name: "do_sample", type: "boolean", default: true },
  { name: "stop", type: "array<string>", maxItems: 1, note: "a later copy of the schema says up to 4" },
  { name: "stream", type: "boolean", default: false },
  { name: "tool_stream", type: "boolean", default: false, note: "only with stream: true" },
  { name: "tools", type: "array", maxItems: 128, note: "function | retrieval | web_search" },
  {
    name: "tool_choice",
    type: "enum",
    values: ["auto"],
    default: "auto",
    note: "required or named is not supported; one gateway operator reports that the request hangs",
  },
  { name: "response_format", type: "object", values: ["text", "json_object"], note: "no json_schema" },
  { name: "request_id", type: "string", note: "6 to 64 characters" },
  { name: "user_id", type: "string", note: "6 to 128 characters" },
];

type ZaiFacts = Pick<Offer, "tier" | "contextTokens" | "source" | "notes"> & {
  prices: { input: string; output: string; cacheRead: string };
};

function zaiOffer({ prices, ...facts }: ZaiFacts): Offer {
  return defineOffer({
    ...facts,
    provider: "zai",
    modelId: facts.tier,
    maxOutputTokens: 131072,
    features: FEATURES,
    parameters: PARAMETERS,
    pricing: { ...prices, cacheWrite: "0", perRequest: { webSearch: "0.01" } },
    asOf: "2026-06-02",
  });
}

const registry = (tier: string) => `anomalyco/models.dev@f3fc692299 providers/zai/models/${tier}.toml`;
const PRICING_PAGE = "docs.z.ai pricing via research note (2026-08-18)";
const BILLING =
  "Cache write 0 is Z.ai's 'cached input storage, limited-time free'. Web search is billed per use.";

export const zaiOffers: readonly Offer[] = [
  zaiOffer({
    tier: "glm-4.6",
    contextTokens: 204800,
    prices: { input: "0.6", output: "2.2", cacheRead: "0.11" },
    source: `${registry("glm-4.6")}; ${PRICING_PAGE}`,
    notes: `${BILLING} Hybrid thinking: with thinking enabled GLM-4.6 may decide not to think (GLM-4.7 always does).`,
  }),
  zaiOffer({
    tier: "glm-4.7",
    contextTokens: 204800,
    prices: { input: "0.6", output: "2.2", cacheRead: "0.11" },
    source: `${registry("glm-4.7")}; ${PRICING_PAGE}`,
    notes:
      `${BILLING} docs.z.ai says 200K context and 128K output; the registry says 204800 and 131072. ` +
      "Listed in docs.z.ai/openapi.json on 2026-08-26 (vercel/ai packages/zai/src/zai-chat-options.ts).",
  }),
  zaiOffer({
    tier: "glm-4.7-flash",
    contextTokens: 200000,
    prices: { input: "0", output: "0", cacheRead: "0" },
    source: `${registry("glm-4.7-flash")}; ${PRICING_PAGE}`,
    notes:
      "Availability disputed: docs.z.ai/openapi.json listed it on 2026-08-26 and users called it on 2026-08-02, but " +
      "GET /models on 2026-08-27 left it out, mrrlin-dev/external-agents v0.12.0 (2026-07-23) says it was removed, " +
      "and llmgateway marks it deactivated on 2026-06-28. Price disputed: charmbracelet/catwalk (2026-08-14) has " +
      "0.07 in, 0.40 out, 0.01 cache read, probably copied from FlashX or a gateway (inference). " +
      `The free tier is limited in concurrency. ${BILLING}`,
  }),
  zaiOffer({
    tier: "glm-4.7-flashx",
    contextTokens: 200000,
    prices: { input: "0.07", output: "0.4", cacheRead: "0.01" },
    source: registry("glm-4.7-flashx"),
    notes: `${BILLING} Disagreement: Vercel lists the same model at 0.06 in, 0.40 out, 0.01 cache read.`,
  }),
];
