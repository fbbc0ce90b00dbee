import { createAnthropic } from "@ai-sdk/anthropic";
import { defaultSettingsMiddleware, wrapLanguageModel } from "ai";
import type { ModelOptions } from "../model-options";
import type { SdkModel } from "../sdk-types";
import { NO_KEY, rewriteRequest } from "./rewrite-request";

/** The SDK's model for a lane in Anthropic's Messages dialect; the key travels as a bearer token, as everyone here takes it. */
export function messagesModel({ modelId, endpoint, adapter, parameters, fetch }: ModelOptions): SdkModel {
  const { baseUrl, apiKey } = endpoint;
  const model = createAnthropic({
    baseURL: baseUrl,
    authToken: apiKey ?? NO_KEY,
    ...(adapter.headers ? { headers: adapter.headers } : {}),
    fetch: rewriteRequest(fetch, { apiKey, rewriteBody: (body) => ({ ...body, ...parameters }) }),
  })(modelId);
  return wrapLanguageModel({
    model,
    // `eager_input_streaming` in a tool is Anthropic's own extension.
    middleware: defaultSettingsMiddleware({
      settings: { providerOptions: { anthropic: { toolStreaming: false } } },
    }),
  });
}
