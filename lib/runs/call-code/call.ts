import type { Dialect } from "../../catalog/types";

export type CallMessage = { role: "user" | "assistant"; content: string; reasoning?: string };

/** A call as it went out, without its key. */
export type Call = {
  dialect: Dialect;
  /** A word for the provider, such as "zai". */
  provider: string;
  /** The provider's address, without the dialect's path. */
  baseUrl: string;
  /** The environment variable that holds the key; null where none is needed. */
  keyVariable: string | null;
  /** The parameters that really went out, the model's id among them. */
  sent: Record<string, unknown>;
  instructions: string | null;
  /** The conversation in its order, the prompt last. */
  messages: CallMessage[];
};

const PATHS: Record<Dialect, string> = {
  "chat-completions": "/chat/completions",
  responses: "/responses",
  messages: "/messages",
  "runware-tasks": "",
};

/** Where the call goes, and its body. */
export function requestOf(call: Call): { url: string; body: unknown } {
  return { url: call.baseUrl + PATHS[call.dialect], body: bodyOf(call) };
}

function bodyOf(call: Call): unknown {
  const { dialect, sent, instructions, messages } = call;
  const { model, ...parameters } = sent;
  if (dialect === "responses") return { model, input: wireMessages(call), ...parameters };
  if (dialect === "messages") {
    const system = instructions === null ? {} : { system: instructions };
    return { model, ...system, messages: messages.map(plainMessage), ...parameters };
  }
  if (dialect === "chat-completions") return { model, messages: wireMessages(call), ...parameters };
  const { settings, ...rest } = parameters;
  const all = { ...asRecord(settings), ...(instructions === null ? {} : { systemPrompt: instructions }) };
  const withSettings = Object.keys(all).length > 0 ? { settings: all } : {};
  return [{ ...rest, model, messages: messages.map(plainMessage), ...withSettings }];
}

/** The messages in chat-completions, instructions first; earlier thinking goes back where the provider is asked to keep it. */
export function wireMessages({ instructions, messages }: Call): object[] {
  return [
    ...(instructions === null ? [] : [{ role: "system", content: instructions }]),
    ...messages.map(({ reasoning, ...message }) =>
      reasoning ? { ...message, reasoning_content: reasoning } : message,
    ),
  ];
}

function plainMessage({ role, content }: CallMessage): object {
  return { role, content };
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
