import { createOpenAI } from "@ai-sdk/openai";
import { defaultSettingsMiddleware, wrapLanguageModel } from "ai";
import type { ModelOptions } from "../model-options";
import type { SdkModel } from "../sdk-types";
import { NO_KEY, rewriteRequest } from "./rewrite-request";

/** The SDK's model for a lane in OpenAI's Responses dialect. Nothing is to be kept at the provider: no run may depend on an earlier one. */
export function responsesModel({ modelId, endpoint, adapter, parameters, fetch }: ModelOptions): SdkModel {
  const { baseUrl, apiKey } = endpoint;
  const model = createOpenAI({
    baseURL: baseUrl,
    apiKey: apiKey ?? NO_KEY,
    ...(adapter.headers ? { headers: adapter.headers } : {}),
    fetch: rewriteRequest(fetch, {
      apiKey,
      rewriteBody: (body) => ({ ...body, ...parameters, store: false }),
    }),
  }).responses(modelId);
  return wrapLanguageModel({
    model,
    // In the body alone it would come too late: the SDK would have replaced the answer to a tool call by a reference.
    middleware: defaultSettingsMiddleware({ settings: { providerOptions: { openai: { store: false } } } }),
  });
}
