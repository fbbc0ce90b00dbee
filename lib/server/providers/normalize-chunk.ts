/** A chunk of the chat-completions dialect, straightened, and what it held. */
export type NormalizedChunk = {
  chunk: Record<string, unknown>;
  /** The non-empty text and thinking it brought. */
  text: string;
  reasoning: string;
  /** Whether it brought a part of a tool call. */
  tool: boolean;
  finishReason: string | null;
  /** Whether it holds nothing but text or thinking, so that it may be merged with its neighbours. */
  mergeable: boolean;
};

type Delta = Record<string, unknown>;

/**
 * Straightens what providers do differently into what the SDK expects: thinking always in `reasoning_content`
 * (it ignores `reasoning_details`), `choices` always a list (Cerebras sends null beside usage).
 * Chunks are read by meaning: real ones carry `role` and empty `content` beside everything.
 */
export function normalizeChunk(raw: Record<string, unknown>): NormalizedChunk {
  const choices = Array.isArray(raw.choices) ? raw.choices : [];
  const choice = recordOf(choices[0]);
  if (!choice) {
    const chunk = { ...raw, choices: [] };
    return { chunk, text: "", reasoning: "", tool: false, finishReason: null, mergeable: false };
  }
  const delta: Delta = { ...recordOf(choice.delta) };
  const text = stringOf(delta.content);
  const reasoning = reasoningOf(delta);
  delete delta.reasoning;
  delete delta.reasoning_details;
  delete delta.reasoning_content;
  if (reasoning) delta.reasoning_content = reasoning;
  if (delta.role !== "assistant") delete delta.role;
  const tool = Array.isArray(delta.tool_calls) && delta.tool_calls.length > 0;
  const finishReason = typeof choice.finish_reason === "string" ? choice.finish_reason : null;
  return {
    chunk: { ...raw, choices: [{ ...choice, delta }] },
    text,
    reasoning,
    tool,
    finishReason,
    mergeable: (text !== "" || reasoning !== "") && !tool && finishReason === null && raw.usage == null,
  };
}

/** The chunk that stands for several mergeable ones: the last one's envelope with all their thinking and text. */
export function mergedChunk(
  last: Record<string, unknown>,
  reasoning: string,
  text: string,
): Record<string, unknown> {
  const delta = {
    role: "assistant",
    ...(reasoning ? { reasoning_content: reasoning } : {}),
    ...(text ? { content: text } : {}),
  };
  return { ...last, choices: [{ index: 0, delta }] };
}

function reasoningOf(delta: Delta): string {
  const plain = stringOf(delta.reasoning_content) || stringOf(delta.reasoning);
  if (plain || !Array.isArray(delta.reasoning_details)) return plain;
  return delta.reasoning_details.map((detail) => stringOf(recordOf(detail)?.text)).join("");
}

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
