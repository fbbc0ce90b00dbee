import { convertUsage } from "../convert-usage";
import { isErrorChunk } from "../parse-provider-error";
import {
  type DialectReader,
  quietEvent,
  recordOf,
  stringOf,
  type WireEvent,
  type WireJson,
} from "./dialect-wire";

/**
 * Reads the chat-completions dialect, and straightens what providers do differently: thinking always in
 * `reasoning_content` (the SDK ignores `reasoning_details`), `choices` always a list (Cerebras sends null beside
 * usage). Chunks are read by meaning: real ones carry `role` and empty `content` beside everything.
 */
export function chatCompletionsReader(): DialectReader {
  return {
    read,
    merge(last, text) {
      const [choice] = Array.isArray(last.choices) ? last.choices : [];
      const field =
        "reasoning_content" in (recordOf(recordOf(choice)?.delta) ?? {}) ? "reasoning_content" : "content";
      return { ...last, choices: [{ index: 0, delta: { role: "assistant", [field]: text } }] };
    },
    errorEvents: (message) => [{ error: { message } }],
    stopEvents: () => [{ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }],
  };
}

function read(raw: WireJson): WireEvent {
  const usage = convertUsage(raw.usage);
  const choice = recordOf(Array.isArray(raw.choices) ? raw.choices[0] : null);
  const isError = isErrorChunk(raw);
  if (!choice) return { ...quietEvent({ ...raw, choices: [] }), isEmpty: true, usage, isError };
  const delta: WireJson = { ...recordOf(choice.delta) };
  const text = stringOf(delta.content);
  const reasoning = reasoningOf(delta);
  const details = Array.isArray(delta.reasoning_details) ? delta.reasoning_details : [];
  delete delta.reasoning;
  delete delta.reasoning_details;
  delete delta.reasoning_content;
  if (reasoning) delta.reasoning_content = reasoning;
  if (delta.role !== "assistant") delete delta.role;
  const calls = Array.isArray(delta.tool_calls) ? delta.tool_calls.map(functionOf) : [];
  const tool = calls.length > 0;
  // Some write an empty one where others write null.
  const finishReason = stringOf(choice.finish_reason) || null;
  const isPlain = !tool && finishReason === null && usage === null && (text === "") !== (reasoning === "");
  return {
    json: {
      ...raw,
      choices: [{ ...choice, delta, ...(choice.finish_reason === "" ? { finish_reason: null } : {}) }],
    },
    text,
    reasoning,
    ...(details.length > 0 ? { reasoningDetails: details } : {}),
    tool,
    ...(tool ? toolSize(calls) : {}),
    ...(!tool && finishReason === null && text === "" && reasoning === "" ? { isEmpty: true } : {}),
    finishReason,
    usage,
    isError,
    mergeKey: isPlain ? (text ? "text" : "reasoning") : null,
  };
}

function functionOf(call: unknown): WireJson | null {
  return recordOf(recordOf(call)?.function);
}

/** A call is named in its first piece only. */
function toolSize(calls: (WireJson | null)[]): Pick<WireEvent, "toolCalls" | "argumentsLength"> {
  return {
    toolCalls: calls.filter((call) => stringOf(call?.name) !== "").length,
    argumentsLength: calls.reduce((length, call) => length + stringOf(call?.arguments).length, 0),
  };
}

function reasoningOf(delta: WireJson): string {
  const plain = stringOf(delta.reasoning_content) || stringOf(delta.reasoning);
  if (plain || !Array.isArray(delta.reasoning_details)) return plain;
  return delta.reasoning_details.map((detail) => stringOf(recordOf(detail)?.text)).join("");
}
