/**
 * OpenAI's Responses stream (API reference, 2026): every event named and numbered, each output item announced, streamed
 * and closed, the usage in the last event, no `[DONE]`. Servers of open models send thinking as `reasoning_text`, OpenAI
 * itself as a summary.
 */
import { type AnswerParts, type AnswerUsage, deltasOf } from "./answer-parts.ts";
import type { Frame } from "./script.ts";

export type ResponsesParts = AnswerParts & { thinkingAs?: "reasoning_text" | "reasoning_summary_text" };

type Event = { type: string } & Record<string, unknown>;

function responsesUsage(usage: AnswerUsage): object {
  const { inputTokens, outputTokens, reasoningTokens, cachedTokens, cacheWriteTokens } = usage;
  return {
    input_tokens: inputTokens,
    ...(cachedTokens !== undefined && {
      input_tokens_details: { cached_tokens: cachedTokens, cache_write_tokens: cacheWriteTokens },
    }),
    output_tokens: outputTokens,
    ...(reasoningTokens !== undefined && { output_tokens_details: { reasoning_tokens: reasoningTokens } }),
    total_tokens: inputTokens + outputTokens,
  };
}

function thinkingEvents(
  pieces: string[],
  index: number,
  as: NonNullable<ResponsesParts["thinkingAs"]>,
): Event[] {
  const at = { item_id: "rs_1", output_index: index };
  const place = as === "reasoning_text" ? { content_index: 0 } : { summary_index: 0 };
  const item = { id: "rs_1", type: "reasoning", summary: [] };
  return [
    { type: "response.output_item.added", output_index: index, item },
    ...pieces.map((delta) => ({ type: `response.${as}.delta`, ...at, ...place, delta })),
    { type: `response.${as}.done`, ...at, ...place, text: pieces.join("") },
    {
      type: "response.output_item.done",
      output_index: index,
      item: { ...item, content: [{ type: "reasoning_text", text: pieces.join("") }] },
    },
  ];
}

function textEvents(pieces: string[], index: number): Event[] {
  const at = { item_id: "msg_1", output_index: index, content_index: 0 };
  const item = { id: "msg_1", type: "message", role: "assistant", status: "in_progress", content: [] };
  const part = { type: "output_text", text: pieces.join(""), annotations: [] };
  return [
    { type: "response.output_item.added", output_index: index, item },
    { type: "response.content_part.added", ...at, part: { ...part, text: "" } },
    ...pieces.map((delta) => ({ type: "response.output_text.delta", ...at, delta, logprobs: [] })),
    { type: "response.output_text.done", ...at, text: part.text, logprobs: [] },
    { type: "response.content_part.done", ...at, part },
    {
      type: "response.output_item.done",
      output_index: index,
      item: { ...item, status: "completed", content: [part] },
    },
  ];
}

function callEvents(call: NonNullable<AnswerParts["toolCalls"]>[number], index: number): Event[] {
  const id = `fc_${index}`;
  const item = { id, type: "function_call", call_id: call.id, name: call.name, status: "in_progress" };
  const at = { item_id: id, output_index: index };
  return [
    { type: "response.output_item.added", output_index: index, item: { ...item, arguments: "" } },
    ...deltasOf(call.arguments).map((delta) => ({
      type: "response.function_call_arguments.delta",
      ...at,
      delta,
    })),
    { type: "response.function_call_arguments.done", ...at, arguments: call.arguments },
    {
      type: "response.output_item.done",
      output_index: index,
      item: { ...item, status: "completed", arguments: call.arguments },
    },
  ];
}

/** The frames of an answer as a Responses endpoint streams it; `finishReason` is why it is incomplete, if it is. */
export function responsesFrames({ thinkingAs = "reasoning_text", ...parts }: ResponsesParts): Frame[] {
  const response = { id: "resp_1", object: "response", created_at: 1_763_600_000, model: parts.model };
  const opened = { ...response, status: "in_progress", output: [], usage: null };
  const events: Event[] = [
    { type: "response.created", response: opened },
    { type: "response.in_progress", response: opened },
  ];
  let index = 0;
  if (parts.reasoning) events.push(...thinkingEvents(deltasOf(parts.reasoning), index++, thinkingAs));
  if (parts.text) events.push(...textEvents(deltasOf(parts.text), index++));
  for (const call of parts.toolCalls ?? []) events.push(...callEvents(call, index++));
  if (parts.finishReason !== null) {
    const status = parts.finishReason ? "incomplete" : "completed";
    const details = parts.finishReason ? { reason: parts.finishReason } : null;
    const usage = parts.usage ? responsesUsage(parts.usage) : null;
    const ended = { ...response, status, incomplete_details: details, usage };
    events.push({ type: `response.${status}`, response: ended });
  }
  return events.map((event, number) => responsesFrame({ ...event, sequence_number: number }));
}

/** One event, named as its type. */
export function responsesFrame(event: Event): Frame {
  return { raw: `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n` };
}
