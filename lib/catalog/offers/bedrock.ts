import type { Offer } from "../types";
import { defineOffer } from "./define-offer";
import { OPENAI_PARAMETERS } from "./openai-parameters";

type BedrockFacts = { tier: string; input: string; output: string; registryContextTokens: number };

/** How thinking is switched on this endpoint is in no source found, so no parameter for it is listed. */
function bedrockOffer({ tier, input, output, registryContextTokens }: BedrockFacts): Offer {
  return defineOffer({
    provider: "bedrock",
    tier,
    modelId: `zai.${tier}`,
    contextTokens: 203000,
    maxOutputTokens: 4096,
    features: ["tools"],
    parameters: [...OPENAI_PARAMETERS],
    pricing: { input, output },
    source:
      "AWS model card copy (context 203K, max output 4K; Chat Completions yes, Responses no) + " +
      `anomalyco/models.dev@f3fc692299 providers/amazon-bedrock/models/zai.${tier}.toml (price)`,
    asOf: "2026-06-08",
    notes:
      "Disagreement: the AWS model card says max output 4K (braintrust-proxy#699 quotes 4,096 for both models), " +
      `models.dev 131072 and context ${registryContextTokens}; another copy of the card says 128K context and lists ` +
      "Responses. Standard, Priority and Flex tiers exist; the price is Standard's. No prompt-cache price. The region " +
      "is part of the URL. Also served through Converse at https://bedrock-runtime.{region}.amazonaws.com.",
  });
}

export const bedrockOffers: readonly Offer[] = [
  bedrockOffer({ tier: "glm-4.7", input: "0.6", output: "2.2", registryContextTokens: 204800 }),
  bedrockOffer({ tier: "glm-4.7-flash", input: "0.07", output: "0.4", registryContextTokens: 200000 }),
];
