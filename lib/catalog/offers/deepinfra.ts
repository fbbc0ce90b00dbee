import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";
import { OPENAI_PARAMETERS } from "./openai-parameters";

const PARAMETERS: Parameter[] = [
  ...OPENAI_PARAMETERS,
  { name: "reasoning", type: "object{enabled:boolean,effort}" },
  { name: "reasoning_effort", type: "enum", values: ["none", "low", "medium", "high", "xhigh"] },
];

type DeepInfraFacts = Pick<
  Offer,
  "tier" | "modelId" | "maxOutputTokens" | "quantization" | "source" | "asOf" | "notes"
> & { prices: { input: string; output: string; cacheRead?: string } };

function deepInfraOffer({ prices, ...facts }: DeepInfraFacts): Offer {
  return defineOffer({
    ...facts,
    provider: "deepinfra",
    contextTokens: 202752,
    features: ["reasoning", "tools"],
    parameters: PARAMETERS,
    pricing: prices,
  });
}

const REGISTRY = "anomalyco/models.dev@f3fc692299 providers/deepinfra/models/zai-org";

export const deepInfraOffers: readonly Offer[] = [
  deepInfraOffer({
    tier: "glm-4.6",
    modelId: "zai-org/GLM-4.6",
    maxOutputTokens: 131072,
    quantization: null,
    prices: { input: "0.43", output: "1.74", cacheRead: "0.08" },
    source: `${REGISTRY}/GLM-4.6.toml`,
    asOf: "2026-06-10",
    notes: null,
  }),
  deepInfraOffer({
    tier: "glm-4.7",
    modelId: "zai-org/GLM-4.7",
    maxOutputTokens: 16384,
    quantization: "fp4",
    prices: { input: "0.4", output: "1.75", cacheRead: "0.08" },
    source: `${REGISTRY}/GLM-4.7.toml; quantization from deepinfra.com/zai-org/GLM-4.7/api (undated copy)`,
    asOf: "2026-06-10",
    notes: "A copy of the model page shows 0.43 in, 1.75 out, 0.08 cache read (older).",
  }),
  deepInfraOffer({
    tier: "glm-4.7-flash",
    modelId: "zai-org/GLM-4.7-Flash",
    maxOutputTokens: 16384,
    quantization: "bf16",
    prices: { input: "0.06", output: "0.4" },
    source: `${REGISTRY}/GLM-4.7-Flash.toml; bf16 from the OpenRouter endpoint tag of 2026-08-05`,
    asOf: "2026-06-11",
    notes:
      "OpenRouter shows cache read 0.01 for what is very probably this endpoint (inference); DeepInfra's own registry entry has none.",
  }),
];
