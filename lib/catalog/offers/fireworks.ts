import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";
import { OPENAI_PARAMETERS } from "./openai-parameters";

const PARAMETERS: Parameter[] = [
  ...OPENAI_PARAMETERS,
  { name: "thinking", type: "object{type,budget_tokens>=1024}", note: "excludes reasoning_effort" },
  { name: "reasoning_effort", type: "enum", note: "the values are in no source found" },
];

const NOTES =
  "Not served serverless any more; tables derived from LiteLLM (getmaxim.ai) still list GLM-4.7 at 0.60 in, 2.20 out. " +
  "Context is quoted as 198K to 202.8K.";

type FireworksFacts = Pick<Offer, "tier" | "modelId" | "source"> & {
  prices: { input: string; output: string; cacheRead?: string };
  removedOn: string;
};

/** Both are gone: the day on which models.dev removed the entry stands for the day they went. */
function removedOffer({ prices, removedOn, ...facts }: FireworksFacts): Offer {
  return defineOffer({
    ...facts,
    provider: "fireworks",
    contextTokens: 202800,
    maxOutputTokens: null,
    features: [],
    parameters: PARAMETERS,
    pricing: prices,
    retiredAt: removedOn,
    asOf: removedOn,
    notes: NOTES,
  });
}

export const fireworksOffers: readonly Offer[] = [
  removedOffer({
    tier: "glm-4.6",
    modelId: "accounts/fireworks/models/glm-4p6",
    prices: { input: "0.55", output: "2.19" },
    source: "models.dev history (file removed 2026-02-18)",
    removedOn: "2026-02-18",
  }),
  removedOffer({
    tier: "glm-4.7",
    modelId: "accounts/fireworks/models/glm-4p7",
    prices: { input: "0.6", output: "2.2", cacheRead: "0.3" },
    source:
      "models.dev history (file removed 2026-05-22); charmbracelet/catwalk fireworks.json 2026-08-21 has no GLM-4.x",
    removedOn: "2026-05-22",
  }),
];
