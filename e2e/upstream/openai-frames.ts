/**
 * The stream of everybody else who speaks chat completions (OpenAI's convention with `include_usage`): role on the
 * first delta, incremental tool calls, an empty delta with the finish reason, usage in a chunk of its own, `[DONE]`.
 */
import { type AnswerParts, type AnswerUsage, deltasOf, finishReasonOf } from "./answer-parts.ts";
import type { Frame } from "./script.ts";

export type OpenAiHabits = {
  /** The field that carries thinking; vLLM, Cerebras and Ollama say `reasoning`. */
  reasoningField?: "reasoning_content" | "reasoning";
  /** A comment before the first chunk, as DeepInfra's keep-alive. */
  comment?: string;
  /** What stands for choices beside the usage: Cerebras' types allow null. */
  usageChoices?: [] | null;
  /** More keys of the last chunk, such as llama.cpp's `timings`. */
  last?: object;
};

function usageOf({ inputTokens, outputTokens, reasoningTokens, cachedTokens }: AnswerUsage): object {
  return {
    prompt_tokens: inputTokens,
    completion_tokens: outputTokens,
    total_tokens: inputTokens + outputTokens,
    ...(cachedTokens !== undefined && { prompt_tokens_details: { cached_tokens: cachedTokens } }),
    ...(reasoningTokens !== undefined && {
      completion_tokens_details: { reasoning_tokens: reasoningTokens },
    }),
  };
}

/** The frames of an answer in OpenAI's convention, with a provider's habits. */
export function openAiFrames(parts: AnswerParts, habits: OpenAiHabits = {}): Frame[] {
  const { reasoningField = "reasoning_content", comment, usageChoices = [], last } = habits;
  const envelope = { id: "chatcmpl-x", object: "chat.completion.chunk", created: 1, model: parts.model };
  const chunk = (delta: object, finishReason: string | null = null): Frame => ({
    data: { ...envelope, choices: [{ index: 0, delta, finish_reason: finishReason }] },
  });
  const calls = (parts.toolCalls ?? []).flatMap(({ id, name, arguments: input }, index) => [
    { index, id, type: "function", function: { name, arguments: "" } },
    { index, function: { arguments: input.slice(0, 5) } },
    { index, function: { arguments: input.slice(5) } },
  ]);
  const frames: Frame[] = [
    ...(comment ? [{ raw: `: ${comment}\n\n` }] : []),
    chunk({ role: "assistant", content: null }),
    ...deltasOf(parts.reasoning).map((piece) => chunk({ [reasoningField]: piece })),
    ...deltasOf(parts.text).map((piece) => chunk({ content: piece })),
    ...calls.map((call) => chunk({ tool_calls: [call] })),
  ];
  const finishReason = finishReasonOf(parts);
  if (finishReason === null) return frames;
  const usage: Frame[] = parts.usage
    ? [{ data: { ...envelope, choices: usageChoices, usage: usageOf(parts.usage), ...last } }]
    : [];
  return [...frames, chunk({}, finishReason), ...usage, { raw: "data: [DONE]\n\n" }];
}
