/**
 * Anthropic's Messages stream (API reference, 2026): every event named, the prompt's count in the first and the answer's
 * in the last but one, a ping early on, each content block announced, streamed and closed, a signature after thinking.
 * The prompt's cached parts are counted apart from `input_tokens`.
 */
import { type AnswerParts, deltasOf } from "./answer-parts.ts";
import type { Frame } from "./script.ts";

type Event = { type: string } & Record<string, unknown>;

function block(index: number, start: object, deltas: object[]): Event[] {
  return [
    { type: "content_block_start", index, content_block: start },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
}

function promptUsage({ usage }: AnswerParts): object {
  if (!usage) return { input_tokens: 0, output_tokens: 0 };
  const { inputTokens, cachedTokens, cacheWriteTokens } = usage;
  return {
    input_tokens: inputTokens - (cachedTokens ?? 0) - (cacheWriteTokens ?? 0),
    ...(cachedTokens !== undefined && { cache_read_input_tokens: cachedTokens }),
    ...(cacheWriteTokens !== undefined && { cache_creation_input_tokens: cacheWriteTokens }),
    // A placeholder: the true count comes at the end.
    output_tokens: 1,
  };
}

function blocksOf({ reasoning, text, toolCalls = [] }: AnswerParts): Event[] {
  const events: Event[] = [];
  let index = 0;
  if (reasoning) {
    const deltas = deltasOf(reasoning).map((thinking) => ({ type: "thinking_delta", thinking }));
    const signature = { type: "signature_delta", signature: "c2lnbmVk" };
    events.push(...block(index++, { type: "thinking", thinking: "" }, [...deltas, signature]));
  }
  if (text) {
    const deltas = deltasOf(text).map((piece) => ({ type: "text_delta", text: piece }));
    events.push(...block(index++, { type: "text", text: "" }, deltas));
  }
  for (const { id, name, arguments: input } of toolCalls) {
    const deltas = deltasOf(input).map((part) => ({ type: "input_json_delta", partial_json: part }));
    events.push(...block(index++, { type: "tool_use", id, name, input: {} }, deltas));
  }
  return events;
}

/** The frames of an answer as a Messages endpoint streams it. */
export function messagesFrames(parts: AnswerParts): Frame[] {
  const message = { id: "msg_1", type: "message", role: "assistant", model: parts.model, content: [] };
  const events: Event[] = [
    {
      type: "message_start",
      message: { ...message, stop_reason: null, stop_sequence: null, usage: promptUsage(parts) },
    },
    { type: "ping" },
    ...blocksOf(parts),
  ];
  if (parts.finishReason !== null) {
    const { outputTokens, reasoningTokens } = parts.usage ?? {};
    const details = reasoningTokens !== undefined && {
      output_tokens_details: { thinking_tokens: reasoningTokens },
    };
    const stopReason = parts.finishReason ?? (parts.toolCalls?.length ? "tool_use" : "end_turn");
    events.push(
      {
        type: "message_delta",
        delta: { stop_reason: stopReason, stop_sequence: null },
        usage: { output_tokens: outputTokens, ...details },
      },
      { type: "message_stop" },
    );
  }
  return events.map(messagesFrame);
}

/** One event, named as its type. */
export function messagesFrame(event: Event): Frame {
  return { raw: `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n` };
}
