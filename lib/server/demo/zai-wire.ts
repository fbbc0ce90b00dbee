/**
 * An answer in Z.ai's words (stream of glm-4.7-flash as recorded on 2026-03-12): `role` on nearly every chunk,
 * no `finish_reason` key until the end, usage on the finish chunk, a tool call whole in one chunk without a role.
 */
import { randomBytes } from "node:crypto";
import { type ChatRequest, messageText } from "./chat-request";
import { CHARACTERS_PER_TOKEN, countCallTokens, countTokens } from "./limit-length";
import type { Answer } from "./plan-answer";

export type FinishReason = "stop" | "length" | "tool_calls";

/** `tokens`, fractions included, is what the chunk adds to the answer: it takes that long to make. */
export type ZaiChunk = { tokens: number; data: object };

type Envelope = { id: string; created: number; model: string };

/** Prompt caches work in blocks: only whole blocks of a prefix seen before are read from them. */
const CACHE_BLOCK_TOKENS = 64;

/** Up to ten characters, two or three tokens, ending before a space where there is one. */
function splitIntoDeltas(text: string): string[] {
  return text.match(/[\s\S]{1,10}(?=\s|$)|[\s\S]{1,10}/gu) ?? [];
}

/** What the request and its answer would be billed as; completion tokens include reasoning, as at Z.ai. */
function countUsage(request: ChatRequest, answer: Answer): object {
  const tools = request.tools?.length ? countTokens(JSON.stringify(request.tools)) : 0;
  const messages = request.messages.map((message) => countTokens(messageText(message)) + 4);
  const prompt = messages.reduce((sum, tokens) => sum + tokens, tools);
  const seenBefore = request.messages.some(({ role }) => role === "assistant")
    ? prompt - (messages.at(-1) ?? 0)
    : 0;
  const reasoning = countTokens(answer.reasoning);
  const completion = reasoning + countTokens(answer.text) + countCallTokens(answer.toolCall);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: seenBefore - (seenBefore % CACHE_BLOCK_TOKENS) },
    ...(reasoning > 0 && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
}

/** Ids look like Z.ai's: the time, then random hex. */
function createEnvelope(model: string): Envelope {
  const now = new Date();
  const stamp = now.toISOString().replace(/\D/g, "").slice(0, 14);
  return {
    id: `${stamp}${randomBytes(8).toString("hex")}`,
    created: Math.floor(now.getTime() / 1000),
    model,
  };
}

function zaiToolCalls(call: NonNullable<Answer["toolCall"]>): object[] {
  const id = `call_${randomBytes(9).toString("base64url")}`;
  return [{ id, index: 0, type: "function", function: { name: call.name, arguments: call.arguments } }];
}

/** The chunks of a streamed answer, in order, without the closing `[DONE]`. */
export function zaiChunks(request: ChatRequest, answer: Answer, finishReason: FinishReason): ZaiChunk[] {
  const { id, created, model } = createEnvelope(request.model);
  const chunk = (tokens: number, choice: object, usage?: object): ZaiChunk => ({
    tokens,
    data: {
      id,
      created,
      object: "chat.completion.chunk",
      model,
      choices: [{ index: 0, ...choice }],
      ...(usage && { usage }),
    },
  });
  const deltas = (key: "reasoning_content" | "content", text: string) =>
    splitIntoDeltas(text).map((piece) =>
      chunk(piece.length / CHARACTERS_PER_TOKEN, { delta: { role: "assistant", [key]: piece } }),
    );

  const { toolCall } = answer;
  return [
    ...deltas("reasoning_content", answer.reasoning),
    ...deltas("content", answer.text),
    ...(toolCall
      ? [chunk(countCallTokens(toolCall), { delta: { tool_calls: zaiToolCalls(toolCall) } })]
      : []),
    chunk(
      0,
      { finish_reason: finishReason, delta: { role: "assistant", content: "" } },
      countUsage(request, answer),
    ),
  ];
}

/** The same answer for a request that doesn't stream. */
export function zaiCompletion(request: ChatRequest, answer: Answer, finishReason: FinishReason): object {
  const message = {
    role: "assistant",
    content: answer.text,
    ...(answer.reasoning && { reasoning_content: answer.reasoning }),
    ...(answer.toolCall && { tool_calls: zaiToolCalls(answer.toolCall) }),
  };
  return {
    ...createEnvelope(request.model),
    object: "chat.completion",
    choices: [{ index: 0, finish_reason: finishReason, message }],
    usage: countUsage(request, answer),
  };
}
