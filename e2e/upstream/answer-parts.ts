/** An answer before a provider's frames are put around it. */
export type AnswerParts = {
  model: string;
  /** A string is split into small deltas; an array is sent delta by delta as it stands. */
  reasoning?: string | string[];
  text?: string | string[];
  /** `arguments` is JSON. */
  toolCalls?: { id: string; name: string; arguments: string }[];
  usage?: AnswerUsage;
  /** null leaves the finish chunk out, as a stream that broke off would. */
  finishReason?: string | null;
};

/** `outputTokens` includes reasoning, `inputTokens` includes cached ones. */
export type AnswerUsage = {
  inputTokens: number;
  outputTokens: number;
  reasoningTokens?: number;
  cachedTokens?: number;
  /** Only OpenAI's and Anthropic's own dialects say it. */
  cacheWriteTokens?: number;
  /** What OpenRouter says it charged; Z.ai says nothing. */
  costUsd?: number;
};

/** Deltas of up to twelve characters that end before a space where they can. */
export function deltasOf(text: string | string[] | undefined): string[] {
  if (Array.isArray(text)) return text;
  return text?.match(/[\s\S]{1,12}(?=\s|$)|[\s\S]{1,12}/gu) ?? [];
}

/** The finish reason to send: as asked, else what the parts imply; null for none. */
export function finishReasonOf({ finishReason, toolCalls }: AnswerParts): string | null {
  if (finishReason !== undefined) return finishReason;
  return toolCalls?.length ? "tool_calls" : "stop";
}
