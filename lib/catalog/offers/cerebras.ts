import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";

const PARAMETERS: Parameter[] = [
  {
    name: "reasoning_effort",
    type: "enum",
    values: ["none"],
    note: "none turns thinking off; disable_reasoning was removed after 2026-07-21",
  },
  { name: "reasoning_format", type: "enum", values: ["none", "parsed", "text_parsed", "raw", "hidden"] },
  { name: "clear_thinking", type: "boolean" },
  { name: "max_completion_tokens", type: "integer" },
  { name: "temperature", type: "number" },
  { name: "top_p", type: "number" },
  { name: "tools", type: "array" },
  { name: "response_format", type: "object" },
];

export const cerebrasOffers: readonly Offer[] = [
  defineOffer({
    provider: "cerebras",
    tier: "glm-4.6",
    modelId: "zai-glm-4.6",
    contextTokens: null,
    maxOutputTokens: null,
    features: [],
    parameters: PARAMETERS,
    pricing: {},
    retiredAt: "2026-01-20",
    source: "api-evangelist/cerebras-systems lifecycle (announced 2026-01-20)",
    asOf: "2026-01-20",
    notes: "Replaced by zai-glm-4.7, itself removed. The date is that of the announcement.",
  }),
  defineOffer({
    provider: "cerebras",
    tier: "glm-4.7",
    modelId: "zai-glm-4.7",
    contextTokens: 131072,
    maxOutputTokens: 40960,
    features: ["reasoning", "tools"],
    parameters: PARAMETERS,
    pricing: { input: "2.25", output: "2.75" },
    retiredAt: "2026-08-17",
    source:
      "anomalyco/models.dev@f3fc692299 providers/cerebras/models/zai-glm-4.7.toml; removal: @ai-sdk/cerebras 3.0.36 changelog " +
      "('remove deprecated zai glm-4.7 model'), charmbracelet/catwalk commit cb24bd1 2026-08-17",
    asOf: "2026-08-17",
    notes:
      "Cache read disputed: the registry listed 0, Vercel 2.25. It was a preview. Removed by the date given, perhaps earlier.",
  }),
];
