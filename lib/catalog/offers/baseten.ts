import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";
import { OPENAI_PARAMETERS } from "./openai-parameters";

const GLM_47_PARAMETERS: Parameter[] = [
  ...OPENAI_PARAMETERS,
  {
    name: "chat_template_args",
    type: "object{enable_thinking:boolean}",
    note: "thinking is off unless asked for",
  },
  { name: "top_k", type: "integer" },
];

export const basetenOffers: readonly Offer[] = [
  defineOffer({
    provider: "baseten",
    tier: "glm-4.6",
    modelId: "zai-org/GLM-4.6",
    contextTokens: 200000,
    maxOutputTokens: null,
    features: [],
    parameters: [...OPENAI_PARAMETERS],
    pricing: { input: "0.6", output: "2.2" },
    retiredAt: "2026-05-01",
    source:
      "docs.baseten.co/inference/model-apis/deprecation (GLM 4.6 deprecation 2026-05-01); price from models.dev history (removed 2026-06-08)",
    asOf: "2026-06-08",
    notes: "The id is still listed in @ai-sdk/baseten 2.1.26; requests to a deprecated id return an error.",
  }),
  defineOffer({
    provider: "baseten",
    tier: "glm-4.7",
    modelId: "zai-org/GLM-4.7",
    contextTokens: 200000,
    maxOutputTokens: 200000,
    features: ["reasoning", "tools", "structured-outputs", "prompt-caching"],
    parameters: GLM_47_PARAMETERS,
    pricing: { input: "0.6", output: "2.2", cacheRead: "0.12" },
    source:
      "anomalyco/models.dev@f3fc692299 providers/baseten/models/zai-org/GLM-4.7.toml; charmbracelet/catwalk baseten.json 2026-08-20",
    asOf: "2026-08-20",
  }),
];
