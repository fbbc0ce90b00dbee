import type { Parameter } from "../types";

/**
 * What every OpenAI-compatible server takes. Without limits: a provider that documents none may still have some,
 * and the run then shows its error.
 */
export const OPENAI_PARAMETERS: readonly Parameter[] = [
  { name: "temperature", type: "number" },
  { name: "top_p", type: "number" },
  { name: "max_tokens", type: "integer" },
  { name: "stop", type: "array" },
  { name: "tools", type: "array" },
  { name: "tool_choice", type: "string|object" },
  { name: "response_format", type: "object" },
  { name: "stream", type: "boolean" },
  { name: "stream_options", type: "object" },
];
