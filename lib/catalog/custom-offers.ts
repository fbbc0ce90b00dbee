/** What a custom endpoint adds to the catalogue: one provider, and an offer for each of its models. */
import type { EndpointView } from "./custom-endpoint";
import { localPresets } from "./local-presets";
import { defineOffer } from "./offers/define-offer";
import { OPENAI_PARAMETERS } from "./offers/openai-parameters";
import type { CustomProviderId, Dialect, Offer, Parameter, Provider } from "./types";

export function customProviderId(name: string): CustomProviderId {
  return `custom-${name}`;
}

/** The name of the endpoint that an offer or provider id belongs to; null for a provider of the catalogue. */
export function endpointNameOf(id: string): string | null {
  return /^custom-([^/]+)/.exec(id)?.[1] ?? null;
}

export function customProvider({ name, baseUrl }: Pick<EndpointView, "name" | "baseUrl">): Provider {
  return {
    id: customProviderId(name),
    name,
    kind: "local",
    docsUrl: null,
    keyVariable: null,
    baseUrlVariable: null,
    baseUrl,
  };
}

/** @param day on which the operator stated the prices (YYYY-MM-DD) */
export function customOffers(
  { name, dialect, preset, models }: Pick<EndpointView, "name" | "dialect" | "preset" | "models">,
  day: string,
): Offer[] {
  const known = localPresets.find(({ id }) => id === preset);
  return models.map(({ tier, modelId, contextTokens, maxOutputTokens, pricing }) =>
    defineOffer({
      provider: customProviderId(name),
      tier,
      modelId,
      dialects: [dialect],
      contextTokens,
      maxOutputTokens,
      features: ["reasoning", "tools"],
      parameters: parametersOf(dialect, known?.parameters ?? OPENAI_PARAMETERS),
      pricing,
      source: "operator",
      asOf: day,
      dateKind: "gathered",
      notes: known?.notes ?? null,
    }),
  );
}

function parametersOf(dialect: Dialect, chatCompletions: readonly Parameter[]): Parameter[] {
  if (dialect === "responses") return RESPONSES_PARAMETERS;
  return dialect === "messages" ? MESSAGES_PARAMETERS : [...chatCompletions];
}

/** What a compatible server can be expected to take (OpenAI's API reference, 2026). */
const RESPONSES_PARAMETERS: Parameter[] = [
  { name: "temperature", type: "number" },
  { name: "top_p", type: "number" },
  { name: "max_output_tokens", type: "integer" },
  { name: "reasoning", type: "object{effort}" },
  { name: "text", type: "object{format}" },
  { name: "tools", type: "array" },
  { name: "tool_choice", type: "string|object" },
];

/** What a compatible server can be expected to take (Anthropic's API reference, 2026). */
const MESSAGES_PARAMETERS: Parameter[] = [
  { name: "temperature", type: "number" },
  { name: "top_p", type: "number" },
  { name: "top_k", type: "integer" },
  { name: "max_tokens", type: "integer" },
  { name: "stop_sequences", type: "array" },
  { name: "thinking", type: "object{type,budget_tokens}" },
  { name: "tools", type: "array" },
  { name: "tool_choice", type: "object" },
];
