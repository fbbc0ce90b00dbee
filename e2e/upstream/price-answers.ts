/** What the sources of prices answer, in their documented shapes (OpenRouter 2026-08-22, the others 2026). Figures are invented. */
import { type Handler, jsonScript, type Script } from "./script.ts";

/** The answer at each path; a `Script` is sent as it is, anything else as JSON. Whoever changes one leaves the others. */
export type PriceAnswers = Record<string, object>;

/** One endpoint of OpenRouter's list. Prices are USD per token, as strings. */
export function openRouterEndpoint(tag: string, pricing: object, over: object = {}): object {
  return {
    name: `${tag} | a model`,
    provider_name: tag.split("/")[0],
    tag,
    quantization: tag.split("/")[1] ?? "unknown",
    context_length: 202752,
    max_completion_tokens: 16384,
    max_prompt_tokens: null,
    pricing: { request: "0", image: "0", discount: 0, ...pricing },
    supported_parameters: ["tools", "reasoning"],
    status: 0,
    uptime_last_5m: 100,
    uptime_last_30m: 99.9,
    uptime_last_1d: 99.7,
    latency_last_30m: { p50: 0.62, p75: 0.9, p90: 1.4, p99: 3.1 },
    throughput_last_30m: { p50: 78, p75: 61, p90: 44, p99: 20 },
    ...over,
  };
}

/** One endpoint of Vercel's list: no tag, other windows, latency in milliseconds. */
export function vercelEndpoint(provider: string, pricing: object, over: object = {}): object {
  return {
    name: `${provider} | a model`,
    model_name: "A model",
    provider_name: provider,
    context_length: 200000,
    max_completion_tokens: 120000,
    max_prompt_tokens: null,
    quantization: null,
    pricing: { request: "0", discount: 0, ...pricing },
    supported_parameters: ["tools", "reasoning"],
    status: 0,
    supports_implicit_caching: false,
    uptime_last_15m: 100,
    uptime_last_1h: 100,
    uptime_last_1d: 99.9,
    latency_last_1h: { p50: 410, p95: 1320 },
    throughput_last_1h: { p50: 122, p95: 60 },
    ...over,
  };
}

/** Either router's answer about one model. */
export function endpointList(id: string, ...endpoints: object[]): object {
  return { data: { id, name: id, created: 1_768_833_600, description: "", architecture: {}, endpoints } };
}

const flash = { prompt: "0.00000006", completion: "0.0000004", input_cache_read: "0.00000001" };
const large = { prompt: "0.0000006", completion: "0.0000022" };
const model = (id: string, cost: object) => ({
  id,
  name: id,
  cost,
  limit: { context: 204800, output: 131072 },
});

/** Every source well, and of one mind with the catalogue but for a few prices. */
const priceAnswers: PriceAnswers = {
  "/openrouter/models/z-ai/glm-4.6/endpoints": endpointList(
    "z-ai/glm-4.6",
    openRouterEndpoint("novita/fp8", { ...large, prompt: "0.00000055", input_cache_read: "0.00000011" }),
  ),
  "/openrouter/models/z-ai/glm-4.7/endpoints": endpointList(
    "z-ai/glm-4.7",
    openRouterEndpoint("z-ai", large),
  ),
  "/openrouter/models/z-ai/glm-4.7-flash/endpoints": endpointList(
    "z-ai/glm-4.7-flash",
    openRouterEndpoint("deepinfra/bf16", flash),
  ),
  "/vercel/models/zai/glm-4.6/endpoints": endpointList("zai/glm-4.6", vercelEndpoint("zai", large)),
  "/vercel/models/zai/glm-4.7/endpoints": endpointList("zai/glm-4.7", vercelEndpoint("bedrock", large)),
  "/vercel/models/zai/glm-4.7-flash/endpoints": endpointList(
    "zai/glm-4.7-flash",
    vercelEndpoint("zai", flash),
  ),
  "/vercel/models/zai/glm-4.7-flashx/endpoints": endpointList(
    "zai/glm-4.7-flashx",
    vercelEndpoint("zai", flash),
  ),
  "/empiriolabs/models/glm-4-7-flash": {
    id: "glm-4-7-flash",
    object: "model",
    context_window: 200000,
    max_output_tokens: 131072,
    pricing_rows: [
      { type: "input", unit: "1M tokens", price_usd: 0 },
      { type: "output", unit: "1M tokens", price_usd: 0 },
      { type: "web search", unit: "request", price_usd: 0.033 },
    ],
  },
  "/models-dev/api.json": {
    zai: {
      id: "zai",
      models: { "glm-4.7": model("glm-4.7", { input: 0.6, output: 2.2, cache_read: 0.11, cache_write: 0 }) },
    },
    "novita-ai": {
      id: "novita-ai",
      models: { "zai-org/glm-4.7": model("zai-org/glm-4.7", { input: 0.7, output: 2.2, cache_read: 0.11 }) },
    },
    somebody: { id: "somebody", models: {} },
  },
};

/** Serves the sources; `changes` replaces answers by path. */
export function servePrices(changes: PriceAnswers = {}): Handler {
  const answers: PriceAnswers = { ...priceAnswers, ...changes };
  return ({ path }) => {
    const answer = answers[path];
    if (answer === undefined) return jsonScript(404, { error: { message: "No such model" } });
    return isScript(answer) ? answer : jsonScript(200, answer);
  };
}

function isScript(answer: object): answer is Script {
  return "frames" in answer && Array.isArray(answer.frames);
}
