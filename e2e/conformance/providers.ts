import type { AnswerParts } from "../upstream/answer-parts";
import { openAiFrames } from "../upstream/openai-frames";
import { openRouterFrames } from "../upstream/openrouter-frames";
import type { Frame } from "../upstream/script";
import { vercelFrames } from "../upstream/vercel-frames";
import { zaiFrames } from "../upstream/zai-frames";

/** How a provider speaks chat completions, as its documentation or a recording shows it: what every case below is made of. */
export type ProviderUnderTest = {
  id: string;
  name: string;
  offer: string;
  /** What it calls the model. */
  modelId: string;
  keyVariable: string;
  baseUrlVariable: string;
  frames(parts: AnswerParts): Frame[];
  /** The body keys that switch thinking off; null where no switch is documented, so that the run warns instead. */
  thinkingOff: Record<string, unknown> | null;
  thinkingOn: Record<string, unknown> | null;
  /** A refusal in the provider's own shape, with the words that must reach a person. */
  refusal: { status: number; body: unknown; errorClass: string; words: string };
  /** An error inside a stream. */
  streamError: { data: unknown; errorClass: string; words: string };
  /** What the answer says of its upstream, by our name. */
  upstream?: string;
  /** Whether the bill is in the stream. */
  reportsCost?: true;
};

const openAiRefusal = (message: string) => ({
  status: 401,
  body: { error: { message, type: "invalid_request_error", param: null, code: "invalid_api_key" } },
  errorClass: "auth",
  words: message,
});

const busy = (message: string, code: string | number = 503) => ({
  data: { error: { message, code } },
  errorClass: "overloaded",
  words: message,
});

export const providersUnderTest: ProviderUnderTest[] = [
  {
    id: "zai",
    name: "Z.ai",
    offer: "zai/glm-4.7",
    modelId: "glm-4.7",
    keyVariable: "ZAI_API_KEY",
    baseUrlVariable: "ZAI_BASE_URL",
    frames: zaiFrames,
    thinkingOff: { thinking: { type: "disabled" } },
    thinkingOn: { thinking: { type: "enabled" } },
    refusal: {
      status: 400,
      body: { code: 1214, message: "temperature is out of range" },
      errorClass: "invalid-request",
      words: "temperature is out of range",
    },
    streamError: {
      data: { error: { code: "1305", message: "Temporarily overloaded" } },
      errorClass: "overloaded",
      words: "Temporarily overloaded",
    },
  },
  {
    id: "openrouter",
    name: "OpenRouter",
    offer: "openrouter/glm-4.7-flash",
    modelId: "z-ai/glm-4.7-flash",
    keyVariable: "OPENROUTER_API_KEY",
    baseUrlVariable: "OPENROUTER_BASE_URL",
    frames: (parts) => openRouterFrames({ ...parts, provider: "DeepInfra" }),
    thinkingOff: { reasoning: { enabled: false } },
    thinkingOn: { reasoning: { enabled: true } },
    refusal: {
      status: 402,
      body: { error: { code: 402, message: "Insufficient credits", metadata: {} } },
      errorClass: "auth",
      words: "Insufficient credits",
    },
    streamError: {
      data: {
        id: "gen-1",
        provider: "DeepInfra",
        error: { code: 502, message: "Provider disconnected" },
        choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }],
      },
      errorClass: "upstream",
      words: "Provider disconnected",
    },
    upstream: "deepinfra",
    reportsCost: true,
  },
  {
    id: "vercel",
    name: "Vercel AI Gateway",
    offer: "vercel/glm-4.7",
    modelId: "zai/glm-4.7",
    keyVariable: "AI_GATEWAY_API_KEY",
    baseUrlVariable: "AI_GATEWAY_BASE_URL",
    frames: (parts) => vercelFrames({ ...parts, provider: "bedrock" }),
    thinkingOff: { reasoning: { enabled: false } },
    thinkingOn: { reasoning: { enabled: true } },
    refusal: {
      status: 403,
      body: {
        error: {
          message: "A card is required",
          type: "customer_verification_required",
          param: null,
          code: null,
        },
      },
      errorClass: "auth",
      words: "A card is required",
    },
    streamError: {
      data: {
        error: {
          message: "Provider returned an error",
          type: "internal_server_error",
          param: null,
          code: null,
        },
      },
      errorClass: "upstream",
      words: "Provider returned an error",
    },
    upstream: "bedrock",
    reportsCost: true,
  },
  {
    id: "empiriolabs",
    name: "EmpirioLabs",
    offer: "empiriolabs/glm-4.7-flash",
    modelId: "glm-4-7-flash",
    keyVariable: "EMPIRIOLABS_API_KEY",
    baseUrlVariable: "EMPIRIOLABS_BASE_URL",
    frames: zaiFrames,
    thinkingOff: { thinking: { type: "disabled" }, disable_formatting: true, max_tokens: 131072 },
    thinkingOn: { thinking: { type: "enabled" } },
    refusal: openAiRefusal("Unknown token"),
    streamError: busy("No worker is free"),
  },
  {
    id: "bedrock",
    name: "Amazon Bedrock",
    offer: "bedrock/glm-4.7",
    modelId: "zai.glm-4.7",
    keyVariable: "AWS_BEARER_TOKEN_BEDROCK",
    baseUrlVariable: "BEDROCK_BASE_URL",
    frames: (parts) => openAiFrames(parts),
    thinkingOff: null,
    thinkingOn: null,
    refusal: openAiRefusal("The security token is invalid"),
    streamError: { ...busy("Throttled", 429), errorClass: "rate-limit" },
  },
  {
    id: "deepinfra",
    name: "DeepInfra",
    offer: "deepinfra/glm-4.7",
    modelId: "zai-org/GLM-4.7",
    keyVariable: "DEEPINFRA_API_KEY",
    baseUrlVariable: "DEEPINFRA_BASE_URL",
    frames: (parts) => openAiFrames(parts, { comment: "ping - 2026-11-20 12:00:00.000000+00:00" }),
    thinkingOff: { reasoning_effort: "none" },
    thinkingOn: { reasoning: { enabled: true } },
    refusal: {
      status: 422,
      body: { detail: [{ loc: ["body", "model"], msg: "Field required", type: "missing" }] },
      errorClass: "invalid-request",
      words: "Field required",
    },
    streamError: busy("Model busy"),
  },
  {
    id: "novita",
    name: "Novita",
    offer: "novita/glm-4.7",
    modelId: "zai-org/glm-4.7",
    keyVariable: "NOVITA_API_KEY",
    baseUrlVariable: "NOVITA_BASE_URL",
    frames: (parts) => openAiFrames(parts),
    thinkingOff: null,
    thinkingOn: null,
    refusal: {
      status: 401,
      body: { code: 401, reason: "INVALID_API_KEY", message: "invalid api key" },
      errorClass: "auth",
      words: "invalid api key",
    },
    streamError: busy("try later"),
  },
  {
    id: "fireworks",
    name: "Fireworks",
    offer: "fireworks/glm-4.7",
    modelId: "accounts/fireworks/models/glm-4p7",
    keyVariable: "FIREWORKS_API_KEY",
    baseUrlVariable: "FIREWORKS_BASE_URL",
    frames: (parts) => openAiFrames(parts),
    thinkingOff: { thinking: { type: "disabled" } },
    thinkingOn: { thinking: { type: "enabled" } },
    refusal: {
      status: 404,
      body: { error: "Model not found, inaccessible, and/or not deployed" },
      errorClass: "invalid-request",
      words: "Model not found",
    },
    streamError: { data: { error: "engine error" }, errorClass: "upstream", words: "engine error" },
  },
  {
    id: "cerebras",
    name: "Cerebras",
    offer: "cerebras/glm-4.7",
    modelId: "zai-glm-4.7",
    keyVariable: "CEREBRAS_API_KEY",
    baseUrlVariable: "CEREBRAS_BASE_URL",
    frames: (parts) =>
      openAiFrames(parts, {
        reasoningField: "reasoning",
        usageChoices: null,
        last: { time_info: { total_time: 0.5 } },
      }),
    thinkingOff: { reasoning_effort: "none" },
    thinkingOn: {},
    refusal: {
      status: 404,
      body: {
        message: "Model zai-glm-4.7 does not exist",
        type: "not_found_error",
        param: "model",
        code: "model_not_found",
      },
      errorClass: "invalid-request",
      words: "does not exist",
    },
    streamError: {
      data: {
        error: {
          message: "queue exceeded",
          type: "too_many_requests_error",
          param: "queue",
          code: "queue_exceeded",
          id: "",
        },
        status_code: 429,
      },
      errorClass: "rate-limit",
      words: "queue exceeded",
    },
  },
  {
    id: "baseten",
    name: "Baseten",
    offer: "baseten/glm-4.7",
    modelId: "zai-org/GLM-4.7",
    keyVariable: "BASETEN_API_KEY",
    baseUrlVariable: "BASETEN_BASE_URL",
    frames: (parts) => openAiFrames(parts),
    thinkingOff: { chat_template_args: { enable_thinking: false } },
    thinkingOn: { chat_template_args: { enable_thinking: true } },
    refusal: {
      status: 400,
      body: { error: "model deprecated" },
      errorClass: "invalid-request",
      words: "model deprecated",
    },
    streamError: { data: { error: "engine error" }, errorClass: "upstream", words: "engine error" },
  },
  {
    id: "local",
    name: "Local server (vLLM)",
    offer: "local/glm-4.7-flash",
    modelId: "my-model",
    keyVariable: "LOCAL_API_KEY",
    baseUrlVariable: "LOCAL_BASE_URL",
    frames: (parts) =>
      openAiFrames(parts, { reasoningField: "reasoning", last: { timings: { predicted_per_second: 78.1 } } }),
    thinkingOff: { chat_template_kwargs: { enable_thinking: false } },
    thinkingOn: { chat_template_kwargs: { enable_thinking: true } },
    refusal: {
      status: 400,
      body: { object: "error", message: "context too long", code: 400 },
      errorClass: "invalid-request",
      words: "context too long",
    },
    streamError: {
      data: { error: { message: "out of memory", type: "server_error", code: 500 } },
      errorClass: "upstream",
      words: "out of memory",
    },
  },
];
