import type { Dialect, Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";
import { OPENAI_PARAMETERS } from "./openai-parameters";

const only = (dialects: Dialect[], parameters: readonly Parameter[]) =>
  parameters.map((parameter) => ({ ...parameter, dialects }));

/** Ranges differ from Z.ai's own: temperature to 2, no negative penalties. There is no `tools`. */
const TASK_PARAMETERS: Parameter[] = [
  { name: "taskType", type: "string", values: ["textInference"], note: "required" },
  { name: "taskUUID", type: "string(UUIDv4)", note: "required" },
  { name: "outputFormat", type: "string", default: "TEXT" },
  { name: "webhookURL", type: "string(URI)" },
  { name: "deliveryMethod", type: "enum", values: ["sync", "async", "stream"], default: "sync" },
  { name: "includeCost", type: "boolean", default: false },
  { name: "includeUsage", type: "boolean", default: false },
  {
    name: "numberResults",
    type: "integer",
    min: 1,
    max: 4,
    default: 1,
    note: "1 when streaming: chunks do not say which result they belong to",
  },
  { name: "model", type: "string", values: ["zai-glm-4-7"], note: "required" },
  { name: "seed", type: "integer", min: 0, max: 4294967295 },
  {
    name: "messages",
    type: "array<{role,content}>",
    note: "required, at least one; roles user and assistant only (as in the SDK); content not empty",
  },
  { name: "settings.systemPrompt", type: "string", note: "1 to 200000 characters" },
  { name: "settings.temperature", type: "float", min: 0, max: 2, default: 1, note: "steps of 0.01" },
  { name: "settings.topP", type: "float", min: 0, max: 1, default: 0.95, note: "steps of 0.01" },
  { name: "settings.frequencyPenalty", type: "float", min: 0, max: 2, default: 0, note: "steps of 0.01" },
  { name: "settings.maxTokens", type: "integer", min: 1, max: 131072, default: 32768 },
  { name: "settings.minP", type: "float", min: 0, max: 1 },
  { name: "settings.presencePenalty", type: "float", min: 0, max: 2 },
  { name: "settings.repetitionPenalty", type: "float", min: 0, max: 2, default: 1 },
  { name: "settings.stopSequences", type: "array<string>" },
  {
    name: "settings.thinkingLevel",
    type: "enum",
    default: "none",
    note: "four values are allowed; only the default's name is in any source found",
  },
  {
    name: "settings.topK",
    type: "integer",
    min: 1,
    default: -1,
    note: "the default lies outside the range: off",
  },
];

const CHAT_PARAMETERS: Parameter[] = [
  ...OPENAI_PARAMETERS,
  { name: "max_completion_tokens", type: "integer" },
];

/** What the OpenAI- and Anthropic-compatible endpoints want for a model id. */
const AIR = "zai:glm@4.7";

export const runwareOffers: readonly Offer[] = [
  defineOffer({
    provider: "runware",
    tier: "glm-4.7",
    modelId: "zai-glm-4-7",
    modelIds: { "chat-completions": AIR, responses: AIR, messages: AIR },
    dialects: ["runware-tasks", "chat-completions", "responses", "messages"],
    contextTokens: 200000,
    maxOutputTokens: 131072,
    features: ["reasoning", "async", "usage-cost"],
    parameters: [
      ...only(["runware-tasks"], TASK_PARAMETERS),
      ...only(["chat-completions", "responses", "messages"], CHAT_PARAMETERS),
    ],
    pricing: { input: "0.34", output: "1.487", cacheRead: "0.04" },
    source:
      "Runware model page GLM-4.7 (parameters); runware.ai/docs/platform/openai (stored copy); models.dev stored runware entry (price)",
    asOf: "2026-07",
    notes:
      "The price could not be checked against content.runware.ai: the cost that a task reports (includeCost) is the " +
      "truth, and thinking tokens are billed apart. The model page asks for the slug zai-glm-4-7; the SDK's source says " +
      "that the server wants the AIR id zai:glm@4.7. Max output is 128K on the model page. Async, cost and webhooks exist " +
      "only in the task dialect; that the compatible endpoints serve this model is inference from 'use a Runware AIR id', not demonstrated.",
  }),
];
