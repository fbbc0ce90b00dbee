/** How a plain setting is called where offers document it, and on the wire. */
import type { Dialect } from "../catalog/types";

/** Our name for a plain setting, and the names by which offers document it, the usual one first. */
export const DOCUMENTED_AS = {
  temperature: ["temperature", "settings.temperature"],
  topP: ["top_p", "settings.topP"],
  topK: ["top_k", "settings.topK"],
  minP: ["min_p", "settings.minP"],
  // Who documents `max_completion_tokens` too prefers it, as OpenAI does.
  maxOutputTokens: ["max_completion_tokens", "max_tokens", "max_output_tokens", "settings.maxTokens"],
  presencePenalty: ["presence_penalty", "settings.presencePenalty"],
  frequencyPenalty: ["frequency_penalty", "settings.frequencyPenalty"],
  repetitionPenalty: ["repetition_penalty", "settings.repetitionPenalty"],
  stop: ["stop", "stop_sequences", "settings.stopSequences"],
  seed: ["seed"],
} as const;

export type PlainSetting = keyof typeof DOCUMENTED_AS;

/**
 * What the dialects call a setting that have one name for it, whatever the offer's documentation shows (API references
 * of OpenAI and Anthropic, 2026). A setting that is missing here does not exist in the dialect.
 */
const NAMES: Partial<Record<Dialect, Partial<Record<PlainSetting, string>>>> = {
  responses: { temperature: "temperature", topP: "top_p", maxOutputTokens: "max_output_tokens" },
  messages: {
    temperature: "temperature",
    topP: "top_p",
    topK: "top_k",
    maxOutputTokens: "max_tokens",
    stop: "stop_sequences",
  },
};

/** How a documented setting is called in a request of this dialect; null where the dialect has no such thing. */
export function wireNameOf(setting: PlainSetting, dialect: Dialect, documentedName: string): string | null {
  const names = NAMES[dialect];
  return names ? (names[setting] ?? null) : documentedName;
}

/**
 * What Glimpse decides itself, or measures and prices by a setting of its own: no native key may say otherwise. An answer
 * that does not stream can't be timed, a search or a second answer that nobody knows of is not in the bill, and a webhook
 * would send the answer elsewhere.
 */
export const OUR_OWN_PARAMETERS: ReadonlySet<string> = new Set([
  ...["model", "messages", "input", "instructions", "system", "settings.systemPrompt"],
  ...["stream", "stream_options", "includeCost", "includeUsage", "taskType", "taskUUID", "webhookURL"],
  ...["tools", "plugins", "tool_web_search", "web_search_options", "n", "numberResults"],
]);
