import { z } from "zod";
import { type ProviderAdapter, unifiedReasoning } from "../adapter";

/** The gateway puts its routing inside the delta of the finish chunk (recorded 2026-03). */
const routing = z.object({
  choices: z.tuple([
    z.object({
      delta: z.object({
        provider_metadata: z.object({
          gateway: z.object({ routing: z.object({ finalProvider: z.string() }) }),
        }),
      }),
    }),
  ]),
});

/** Vercel AI Gateway, OpenAI-compatible endpoint, 2026-08. */
export const vercel: ProviderAdapter = {
  hasThinkingLevels: true,
  thinking: unifiedReasoning,
  pinUpstream: (upstream) => ({ providerOptions: { gateway: { only: [upstream] } } }),
  dataPolicy: (policy) => ({
    providerOptions: {
      gateway: policy === "zero-retention" ? { zeroDataRetention: true } : { disallowPromptTraining: true },
    },
  }),
  headers: { "http-referer": "http://localhost", "x-title": "Glimpse" },
  costLookUpPath: (generationId) => `/generation?id=${encodeURIComponent(generationId)}`,
  generationIdOf: ({ generationId, id }) =>
    [generationId, id].find((name) => typeof name === "string") ?? null,
  upstreamOf: (chunk) =>
    routing.safeParse(chunk).data?.choices[0].delta.provider_metadata.gateway.routing.finalProvider ?? null,
};
