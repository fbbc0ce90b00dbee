/** Vercel AI Gateway's stream (recorded 2026-03-12): reasoning beside its details, the routing inside the last delta. */
import { type AnswerParts, deltasOf, finishReasonOf } from "./answer-parts.ts";
import type { Frame } from "./script.ts";

/** The frames of an answer as the gateway streams it; `provider` is the upstream that it says has answered. */
export function vercelFrames({ provider = "zai", ...parts }: AnswerParts & { provider?: string }): Frame[] {
  const envelope = {
    id: "gen_01KAAAA",
    object: "chat.completion.chunk",
    created: 1_763_600_000,
    model: parts.model,
  };
  const chunk = (delta: object, finishReason: string | null = null, more: object = {}): Frame => ({
    data: {
      ...envelope,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
      ...more,
    },
  });
  const frames = [
    chunk({ role: "assistant" }),
    ...deltasOf(parts.reasoning).map((piece) =>
      chunk({
        reasoning: piece,
        reasoning_details: [{ type: "reasoning.text", text: piece, format: "unknown", index: 0 }],
      }),
    ),
    ...deltasOf(parts.text).map((piece) => chunk({ content: piece })),
    ...(parts.toolCalls ?? []).map(({ id, name, arguments: input }, index) =>
      chunk({ tool_calls: [{ index, id, type: "function", function: { name, arguments: input } }] }),
    ),
  ];
  const finishReason = finishReasonOf(parts);
  if (finishReason === null) return frames;
  const routing = {
    originalModelId: parts.model,
    resolvedProvider: provider,
    finalProvider: provider,
    attempts: [],
  };
  const gateway = { routing, cost: String(parts.usage?.costUsd ?? 0), generationId: envelope.id };
  const { usage } = parts;
  const counted = usage && {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    ...(usage.costUsd !== undefined && { cost: usage.costUsd, market_cost: usage.costUsd, is_byok: false }),
    prompt_tokens_details: { cached_tokens: usage.cachedTokens ?? 0 },
    cache_creation_input_tokens: 0,
    completion_tokens_details: { reasoning_tokens: usage.reasoningTokens ?? 0 },
  };
  const last = { ...(counted && { usage: counted }), generationId: envelope.id };
  return [
    ...frames,
    chunk({ provider_metadata: { gateway } }, finishReason, last),
    { raw: "data: [DONE]\n\n" },
  ];
}
