/**
 * Z.ai's stream (glm-4.7-flash, recorded 2026-03-12): `role` on nearly every chunk, `finish_reason` absent until the
 * end, usage on the finish chunk, each tool call whole in one chunk without a role, then `[DONE]`.
 */
import { type AnswerParts, type AnswerUsage, deltasOf, finishReasonOf } from "./answer-parts.ts";
import type { Frame } from "./script.ts";

function zaiUsage({ inputTokens, outputTokens, reasoningTokens, cachedTokens }: AnswerUsage): object {
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

/** The frames of an answer as Z.ai streams it; `[DONE]` is left out together with the finish chunk. */
export function zaiFrames(parts: AnswerParts): Frame[] {
  const chunk = (choice: object, usage?: AnswerUsage): Frame => ({
    data: {
      id: "20261120120000abcd",
      created: 1_763_600_000,
      object: "chat.completion.chunk",
      model: parts.model,
      choices: [{ index: 0, ...choice }],
      ...(usage && { usage: zaiUsage(usage) }),
    },
  });
  const frames = [
    ...deltasOf(parts.reasoning).map((piece) =>
      chunk({ delta: { role: "assistant", reasoning_content: piece } }),
    ),
    ...deltasOf(parts.text).map((piece) => chunk({ delta: { role: "assistant", content: piece } })),
    ...(parts.toolCalls ?? []).map(({ id, name, arguments: input }, index) =>
      chunk({
        delta: { tool_calls: [{ id, index, type: "function", function: { name, arguments: input } }] },
      }),
    ),
  ];
  const finishReason = finishReasonOf(parts);
  if (finishReason === null) return frames;
  const delta = { role: "assistant", content: "" };
  return [...frames, chunk({ finish_reason: finishReason, delta }, parts.usage), { raw: "data: [DONE]\n\n" }];
}

/** The body of an error as Z.ai sends it before a stream, and inside one; the code is a string. */
export function zaiError(code: string, message: string): { error: { code: string; message: string } } {
  return { error: { code, message } };
}
