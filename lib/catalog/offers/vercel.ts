import type { Feature } from "../features";
import type { Offer, Parameter, Route } from "../types";
import { defineOffer, defineRoute } from "./define-offer";

const FEATURES: Feature[] = ["reasoning", "tools", "provider-routing", "usage-cost"];

const PARAMETERS: Parameter[] = [
  {
    name: "reasoning",
    type: "object{enabled,effort,max_tokens}",
    note: "effort: none, minimal, low, medium, high, xhigh; effort and max_tokens exclude each other",
  },
  {
    name: "providerOptions.gateway",
    type: "object{only,order,sort,models,...}",
    note: "routing; not a model parameter. sort: cost, ttft, tps",
  },
  { name: "temperature", type: "number" },
  { name: "top_p", type: "number" },
  { name: "max_tokens", type: "integer" },
  { name: "stop", type: "array" },
  { name: "tools", type: "array" },
  { name: "tool_choice", type: "string|object" },
  { name: "response_format", type: "object" },
  { name: "stream", type: "boolean" },
];

type VercelFacts = Pick<Offer, "tier" | "maxOutputTokens" | "source" | "notes"> & {
  prices: { input: string; output: string; cacheRead?: string };
  routes?: Route[];
};

function vercelOffer({ prices, ...facts }: VercelFacts): Offer {
  return defineOffer({
    ...facts,
    provider: "vercel",
    modelId: `zai/${facts.tier}`,
    contextTokens: 200000,
    features: FEATURES,
    parameters: PARAMETERS,
    pricing: prices,
    asOf: "2026-08-21",
  });
}

type TableRow = Pick<Route, "upstream" | "contextTokens"> &
  Partial<Route> & { prices: { input: string; output: string; cacheRead?: string } };

/** A row of a model page's provider table. The copies are undated, hence `gathered`. */
function tableRow(source: string, { prices, ...facts }: TableRow): Route {
  return defineRoute({ ...facts, pricing: prices, source, asOf: "2026-11-20", dateKind: "gathered" });
}

const GLM_47_TABLE =
  "vercel.com/ai-gateway/models/glm-4.7 provider table (stored copy; one row says 'Going away Sep 26, 2026', so it is from before that)";
const FLASH_TABLE =
  "Vercel AI Gateway model page GLM 4.7 Flash; vercel.com/ai-gateway/models/glm-4.7-flash/providers (stored copies)";

/** Pinned with `providerOptions.gateway.only: ["zai"]`. */
const GLM_47_ROUTES: Route[] = [
  tableRow(GLM_47_TABLE, {
    upstream: "zai",
    contextTokens: 200000,
    maxOutputTokens: 120000,
    prices: { input: "0.6", output: "2.2", cacheRead: "0.11" },
  }),
  tableRow(GLM_47_TABLE, {
    upstream: "novita",
    contextTokens: 205000,
    maxOutputTokens: 131000,
    prices: { input: "0.6", output: "2.2", cacheRead: "0.11" },
  }),
  tableRow(GLM_47_TABLE, {
    upstream: "deepinfra",
    contextTokens: 203000,
    maxOutputTokens: 120000,
    prices: { input: "0.4", output: "1.75", cacheRead: "0.08" },
  }),
  tableRow(GLM_47_TABLE, {
    upstream: "bedrock",
    contextTokens: 200000,
    maxOutputTokens: 120000,
    prices: { input: "0.6", output: "2.2" },
  }),
  tableRow(GLM_47_TABLE, {
    upstream: "baseten",
    contextTokens: 200000,
    maxOutputTokens: 120000,
    prices: { input: "0.6", output: "2.2", cacheRead: "0.12" },
  }),
  defineRoute({
    upstream: "cerebras",
    contextTokens: 131000,
    maxOutputTokens: 40000,
    pricing: { input: "2.25", output: "2.75", cacheRead: "2.25" },
    // The last day it was seen: it is missing from the later provider table.
    retiredAt: "2026-06-28",
    source:
      "Vercel AI Gateway model page GLM 4.7 Flash; charmbracelet/catwalk vercel.json 2026-04-07 to 2026-06-28",
    asOf: "2026-06-28",
  }),
];

const FLASH_ROUTES: Route[] = [
  tableRow(FLASH_TABLE, {
    upstream: "zai",
    contextTokens: 200000,
    prices: { input: "0.07", output: "0.4", cacheRead: "0.01" },
  }),
  tableRow(FLASH_TABLE, {
    upstream: "bedrock",
    contextTokens: 200000,
    prices: { input: "0.07", output: "0.4" },
  }),
];

export const vercelOffers: readonly Offer[] = [
  vercelOffer({
    tier: "glm-4.6",
    maxOutputTokens: 96000,
    prices: { input: "0.6", output: "2.2", cacheRead: "0.11" },
    source:
      "anomalyco/models.dev@f3fc692299 providers/vercel/models/zai/glm-4.6.toml; charmbracelet/catwalk vercel.json 2026-08-21 (same)",
    notes:
      "The model page lists baseten, deepinfra, novita and one more, without their prices. Was 0.45 in, 1.80 out until 2026-03-18.",
  }),
  vercelOffer({
    tier: "glm-4.7",
    maxOutputTokens: 120000,
    prices: { input: "0.6", output: "2.2", cacheRead: "0.12" },
    source:
      "charmbracelet/catwalk vercel.json (GET /v1/models) 2026-08-21; anomalyco/models.dev@f3fc692299 providers/vercel/models/zai/glm-4.7.toml",
    notes:
      "The headline was 2.25 in, 2.75 out, 2.25 cache read (Cerebras) from 2026-04-07 to 2026-06-29, and 0.43, 1.75, 0.08 on " +
      "2026-01-21. A later copy of the model page says 'from $0.40/$1.75'. Routes: context and output are rounded as " +
      "displayed; Bedrock has no cache price; Baseten serves from the US; Cerebras priced a cache read like input, and " +
      "left when it deprecated the model.",
    routes: GLM_47_ROUTES,
  }),
  vercelOffer({
    tier: "glm-4.7-flash",
    maxOutputTokens: 131000,
    prices: { input: "0.07", output: "0.4" },
    source:
      "charmbracelet/catwalk vercel.json 2026-08-21; vercel.com/ai-gateway/models/glm-4.7-flash.md; Vercel AI Gateway model page GLM 4.7 Flash",
    notes:
      "GET /v1/models gives no cache price; the provider table gives 0.01 for zai and none for bedrock. Published for " +
      "bedrock: TTFT 0.1 s on the model page, 0.4 s and 122 tokens/s in a later copy; nothing for zai.",
    routes: FLASH_ROUTES,
  }),
  vercelOffer({
    tier: "glm-4.7-flashx",
    maxOutputTokens: 128000,
    prices: { input: "0.06", output: "0.4", cacheRead: "0.01" },
    source: "charmbracelet/catwalk vercel.json 2026-08-21; vercel.com/ai-gateway/models/glm-4.7-flashx.md",
    notes: "Disagreement: Z.ai's own list price is 0.07 in, 0.40 out, 0.01 cache read.",
  }),
];
