import { type ProviderAdapter, unifiedReasoning } from "../adapter";

/** OpenRouter API reference, 2026-08. */
export const openrouter: ProviderAdapter = {
  hasThinkingLevels: true,
  thinking: unifiedReasoning,
  pinUpstream: (upstream) => ({ provider: { only: [upstream], allow_fallbacks: false } }),
  dataPolicy: (policy) =>
    policy === "zero-retention" ? { provider: { zdr: true } } : { provider: { data_collection: "deny" } },
  headers: { "http-referer": "http://localhost", "x-openrouter-title": "Glimpse" },
  webSearch: { plugins: [{ id: "web" }] },
  chargesWebSearchWhenEnabled: true,
  requireParameters: { provider: { require_parameters: true } },
  replaysThinking: "reasoning_details",
  costLookUpPath: (generationId) => `/generation?id=${encodeURIComponent(generationId)}`,
  generationIdOf: ({ id }) => (typeof id === "string" ? id : null),
  upstreamOf: ({ provider }) => (typeof provider === "string" ? provider : null),
};
