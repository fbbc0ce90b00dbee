import { type ProviderAdapter, unifiedReasoning } from "../adapter";

/** OpenRouter API reference, 2026-08. */
export const openrouter: ProviderAdapter = {
  hasThinkingLevels: true,
  thinking: unifiedReasoning,
  pinUpstream: (upstream) => ({ provider: { only: [upstream], allow_fallbacks: false } }),
  dataPolicy: (policy) =>
    policy === "zero-retention" ? { provider: { zdr: true } } : { provider: { data_collection: "deny" } },
  upstreamOf: ({ provider }) => (typeof provider === "string" ? provider : null),
};
