import type { Feature } from "../features";
import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";
import { zaiOffers } from "./zai";

const TIERS = ["glm-4.6", "glm-4.7", "glm-4.7-flash"];

const FEATURES: Feature[] = ["reasoning", "tools", "json"];

/** Broad on purpose: every control of the composer can be tried with nothing configured. */
const PARAMETERS: Parameter[] = [
  { name: "temperature", type: "number", min: 0, max: 2, default: 1 },
  { name: "top_p", type: "number", min: 0, max: 1, default: 1 },
  { name: "max_tokens", type: "integer", min: 1, max: 131072 },
  { name: "stop", type: "array<string>", maxItems: 4 },
  { name: "seed", type: "integer" },
  { name: "presence_penalty", type: "number", min: -2, max: 2, default: 0 },
  { name: "frequency_penalty", type: "number", min: -2, max: 2, default: 0 },
  { name: "thinking", type: "object{type:enabled|disabled}", default: { type: "enabled" } },
  { name: "tools", type: "array", maxItems: 128 },
  { name: "tool_choice", type: "string|object" },
  { name: "response_format", type: "object", values: ["text", "json_object"] },
  { name: "stream", type: "boolean", default: false },
  { name: "stream_options", type: "object" },
];

/** The simulated upstream, at Z.ai's list prices (Flash is therefore free here, too). It searches no web. */
export const demoOffers: readonly Offer[] = zaiOffers
  .filter((offer) => TIERS.includes(offer.tier))
  .map(({ tier, modelId, contextTokens, maxOutputTokens, pricing, asOf, dateKind }) =>
    defineOffer({
      provider: "demo",
      tier,
      modelId,
      contextTokens,
      maxOutputTokens,
      features: FEATURES,
      parameters: PARAMETERS,
      pricing: { ...pricing, perRequest: {} },
      source: "Glimpse simulated upstream, Z.ai list prices",
      asOf,
      dateKind,
      notes: "Simulated: answers, speeds and costs are made up, and never stand beside real ones.",
    }),
  );
