/**
 * OpenRouter's stream (recorded 2026-04-27): a processing comment first, `provider` in every chunk, reasoning twice
 * (`reasoning` and `reasoning_details`) beside an empty `content`, a tool call's name before its arguments, the finish
 * chunk repeated with usage and cost, then `[DONE]`.
 */
import { type AnswerParts, type AnswerUsage, deltasOf, finishReasonOf } from "./answer-parts.ts";
import type { Frame } from "./script.ts";

function openRouterUsage(usage: AnswerUsage): object {
  const { inputTokens, outputTokens, reasoningTokens = 0, cachedTokens = 0, costUsd } = usage;
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(costUsd !== undefined && {
      cost: costUsd,
      is_byok: false,
      cost_details: { upstream_inference_cost: costUsd },
    }),
    prompt_tokens_details: {
      cached_tokens: cachedTokens,
      cache_write_tokens: 0,
      audio_tokens: 0,
      video_tokens: 0,
    },
    completion_tokens_details: { reasoning_tokens: reasoningTokens, image_tokens: 0, audio_tokens: 0 },
  };
}

function reasoningDelta(piece: string): object {
  const detail = { type: "reasoning.text", text: piece, format: "unknown", index: 0 };
  return { content: "", role: "assistant", reasoning: piece, reasoning_details: [detail] };
}

/** A tool call's two deltas: the name, then the arguments. */
function toolCallDeltas(
  { id, name, arguments: input }: NonNullable<AnswerParts["toolCalls"]>[number],
  index: number,
) {
  return [
    { index, id, type: "function", function: { name, arguments: "" } },
    { index, type: "function", function: { arguments: input } },
  ].map((call) => ({ role: "assistant", content: null, tool_calls: [call] }));
}

/** The frames of an answer as OpenRouter streams it; `provider` is the upstream it names, `id` the generation's. */
export function openRouterFrames({
  provider = "Z.AI",
  id = "gen-1763600000-AbC",
  ...parts
}: AnswerParts & { provider?: string; id?: string }): Frame[] {
  const chunk = (delta: object, finishReason: string | null = null, usage?: AnswerUsage): Frame => ({
    data: {
      id,
      object: "chat.completion.chunk",
      created: 1_763_600_000,
      model: parts.model,
      provider,
      choices: [{ index: 0, delta, finish_reason: finishReason, native_finish_reason: finishReason }],
      ...(usage && { usage: openRouterUsage(usage) }),
    },
  });
  const frames = [
    { raw: ": OPENROUTER PROCESSING\n\n" },
    ...deltasOf(parts.reasoning).map((piece) => chunk(reasoningDelta(piece))),
    ...deltasOf(parts.text).map((piece) => chunk({ content: piece, role: "assistant" })),
    ...(parts.toolCalls ?? []).flatMap(toolCallDeltas).map((delta) => chunk(delta)),
  ];
  const finishReason = finishReasonOf(parts);
  if (finishReason === null) return frames;
  const last = { content: "", role: "assistant" };
  return [
    ...frames,
    chunk(last, finishReason),
    ...(parts.usage ? [chunk(last, finishReason, parts.usage)] : []),
    { raw: "data: [DONE]\n\n" },
  ];
}
