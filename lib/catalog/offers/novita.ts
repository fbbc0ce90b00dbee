import type { Feature } from "../features";
import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";
import { OPENAI_PARAMETERS } from "./openai-parameters";

const PARAMETERS: Parameter[] = [
  ...OPENAI_PARAMETERS,
  {
    name: "enable_thinking",
    type: "boolean",
    default: true,
    note: "documented only for zai-org/glm-4.5 and some DeepSeek models",
  },
  { name: "separate_reasoning", type: "boolean", note: "documented only for deepseek-r1-turbo" },
];

const BASE_URL =
  "The registry and the samples use the base https://api.novita.ai/openai; the documented raw path is " +
  "/openai/v1/chat/completions; Portkey uses the old /v3/openai.";

type NovitaFacts = Pick<
  Offer,
  "tier" | "contextTokens" | "maxOutputTokens" | "quantization" | "source" | "notes"
> & {
  features: Feature[];
  prices: { input: string; output: string; cacheRead: string };
};

function novitaOffer({ prices, ...facts }: NovitaFacts): Offer {
  return defineOffer({
    ...facts,
    provider: "novita",
    modelId: `zai-org/${facts.tier}`,
    parameters: PARAMETERS,
    pricing: prices,
    asOf: "2026-06-08",
    notes: facts.notes ? `${BASE_URL} ${facts.notes}` : BASE_URL,
  });
}

const REGISTRY = "anomalyco/models.dev@f3fc692299 providers/novita-ai/models/zai-org";

export const novitaOffers: readonly Offer[] = [
  novitaOffer({
    tier: "glm-4.6",
    contextTokens: 204800,
    maxOutputTokens: 131072,
    quantization: "bf16",
    features: ["reasoning", "tools", "structured-outputs"],
    prices: { input: "0.55", output: "2.2", cacheRead: "0.11" },
    source: `${REGISTRY}/glm-4.6.toml; bf16 from llmgateway`,
    notes: null,
  }),
  novitaOffer({
    tier: "glm-4.7",
    contextTokens: 204800,
    maxOutputTokens: 131072,
    quantization: "fp8",
    features: ["reasoning", "tools", "structured-outputs"],
    prices: { input: "0.6", output: "2.2", cacheRead: "0.11" },
    source: `${REGISTRY}/glm-4.7.toml; fp8 from a copy of Novita's model page`,
    notes: "An older copy of the page said bf16.",
  }),
  novitaOffer({
    tier: "glm-4.7-flash",
    contextTokens: 200000,
    maxOutputTokens: 128000,
    quantization: "bf16",
    features: ["reasoning", "tools"],
    prices: { input: "0.07", output: "0.4", cacheRead: "0.01" },
    source: `${REGISTRY}/glm-4.7-flash.toml; copy of Novita's model page (same price)`,
    notes: "OpenRouter's Novita endpoint for Flash lacked structured outputs on 2026-08-05.",
  }),
];
