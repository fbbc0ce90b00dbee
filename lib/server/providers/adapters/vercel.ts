import { z } from "zod";
import { type ProviderAdapter, unifiedReasoning } from "../adapter";
import { recordOf, type WireJson } from "../dialects/dialect-wire";

/** The gateway puts its routing inside the delta of the finish chunk (recorded 2026-03). */
const metadata = z.object({ gateway: z.object({ routing: z.object({ finalProvider: z.string() }) }) });

function finalProvider(chunk: WireJson): string | null {
  const [choice] = Array.isArray(chunk.choices) ? chunk.choices : [];
  const delta = recordOf(recordOf(choice)?.delta);
  // Nearly every chunk has none, and a failed parse costs more than the rest of reading it.
  if (!delta?.provider_metadata) return null;
  return metadata.safeParse(delta.provider_metadata).data?.gateway.routing.finalProvider ?? null;
}

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
  upstreamOf: finalProvider,
};
