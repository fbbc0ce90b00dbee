import type { Offer, Parameter } from "../types";
import { defineOffer } from "./define-offer";

const PARAMETERS: Parameter[] = [
  { name: "temperature", type: "number", min: 0, max: 1, default: 1 },
  { name: "top_p", type: "number", min: 0.01, max: 1, default: 0.95 },
  { name: "max_tokens", type: "number", min: 1, max: 131072, default: 4096, note: "shared with thinking" },
  { name: "stop", type: "array", maxItems: 1 },
  { name: "do_sample", type: "boolean", default: true },
  { name: "enable_thinking", type: "boolean", default: true },
  { name: "thinking", type: "object{type:enabled|disabled}" },
  {
    name: "response_format",
    type: "object",
    values: ["json_object", "text"],
    note: "anything else: 400",
  },
  { name: "tools", type: "array" },
  { name: "tool_choice", type: "enum", values: ["auto"], default: "auto" },
  { name: "tool_stream", type: "boolean", default: false },
  { name: "tool_web_search", type: "boolean", default: false, note: "billed per request when enabled" },
  { name: "search_result", type: "boolean", default: true },
  { name: "search_prompt", type: "string" },
  { name: "count", type: "number", min: 1, max: 50, default: 10 },
  { name: "search_domain_filter", type: "string" },
  {
    name: "search_recency_filter",
    type: "enum",
    values: ["oneDay", "oneWeek", "oneMonth", "oneYear", "noLimit"],
    default: "noLimit",
  },
  {
    name: "disable_formatting",
    type: "boolean",
    note: "documented platform-wide; without it the answer may carry 'Thinking…' Markdown; aliases raw, passthrough, raw_response",
  },
];

export const empirioLabsOffers: readonly Offer[] = [
  defineOffer({
    provider: "empiriolabs",
    tier: "glm-4.7-flash",
    modelId: "glm-4-7-flash",
    dialects: ["chat-completions", "responses", "messages"],
    contextTokens: 200000,
    maxOutputTokens: 131072,
    // The page says "structured output", but response_format stops at json_object.
    features: ["reasoning", "tools", "tool-stream", "json", "web-search"],
    parameters: PARAMETERS,
    pricing: { input: "0", output: "0", cacheRead: "0", perRequest: { webSearch: "0.033" } },
    source: "EmpirioLabs model page GLM-4.7-Flash",
    asOf: "2026-11-20",
    dateKind: "gathered",
    notes:
      "The model page is undated; EmpirioLabs-AI/status confirms the id through 2026-08-22, and juspay/neurolink's " +
      "documentation (2026-09-28) repeats that it runs at $0. Web search is billed per request when enabled. max_tokens " +
      "defaults to 4096, shared with thinking. A hidden identity prompt is added unless a system message is sent. Region " +
      "Singapore. 50 requests and 2M tokens a minute for new accounts (neurolink, 2026-09-28).",
  }),
];
