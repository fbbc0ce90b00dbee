/**
 * Runware's task API (runware.ai/docs and the tests of @runware/sdk 1.6.8, 2026-07): chunks of `delta.reasoningContent` and
 * `delta.text` after a comment, usage and cost on the last one, which may have no `delta`; then `[DONE]`, which may be
 * missing. Thinking tokens are counted beside the completion's.
 */
import { z } from "zod";
import { type AnswerParts, deltasOf } from "./answer-parts.ts";
import type { Frame, RawRequest } from "./script.ts";

/** `outputTokens` includes `reasoningTokens`, as everywhere; on the wire they are apart. */
type RunwareAnswer = Omit<AnswerParts, "model" | "toolCalls"> & { taskUUID: string };

function bill({ usage }: RunwareAnswer): object {
  if (!usage) return {};
  const { inputTokens, outputTokens, reasoningTokens, costUsd } = usage;
  return {
    usage: {
      promptTokens: inputTokens,
      completionTokens: outputTokens - (reasoningTokens ?? 0),
      totalTokens: inputTokens + outputTokens,
      ...(reasoningTokens !== undefined && { thinkingTokens: reasoningTokens }),
    },
    ...(costUsd !== undefined && { cost: costUsd }),
  };
}

function finishOf({ finishReason = "stop" }: RunwareAnswer): string | null {
  return finishReason;
}

/** The frames of an answer as Runware streams it. */
export function runwareFrames(answer: RunwareAnswer): Frame[] {
  const chunk = (rest: object): Frame => ({
    data: { taskType: "textInference", taskUUID: answer.taskUUID, ...rest },
  });
  const frames = [
    { raw: ": ping\n\n" },
    ...deltasOf(answer.reasoning).map((piece) =>
      chunk({ delta: { reasoningContent: piece }, finishReason: null }),
    ),
    ...deltasOf(answer.text).map((piece) => chunk({ delta: { text: piece }, finishReason: null })),
  ];
  const finishReason = finishOf(answer);
  if (finishReason === null) return frames;
  return [...frames, chunk({ finishReason, ...bill(answer) }), { raw: "data: [DONE]\n\n" }];
}

/** A finished task as `sync` answers it, and `getResponse` once its status is success. */
export function runwareResult(answer: RunwareAnswer): object {
  return {
    taskType: "textInference",
    taskUUID: answer.taskUUID,
    text: deltasOf(answer.text).join(""),
    finishReason: finishOf(answer),
    ...bill(answer),
  };
}

/** The body of an error, before a stream and inside one. */
export function runwareError(
  code: string,
  message: string,
  parameter?: string | string[],
): { errors: object[] } {
  return {
    errors: [{ code, message, ...(parameter !== undefined && { parameter }), taskType: "textInference" }],
  };
}

const singleTask = z.tuple([z.looseObject({ taskUUID: z.string() })]);
export type RunwareTask = z.infer<typeof singleTask>[0];

/** The one task of a request; throws when the body is no list of exactly one. */
export function taskOf({ text }: Pick<RawRequest, "text">): RunwareTask {
  return singleTask.parse(JSON.parse(text))[0];
}
