import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";
import type { ProviderId } from "@/lib/catalog/types";
import type { WireParameters } from "./adapter";
import type { Endpoint } from "./endpoint";

/**
 * The SDK's model for one lane. Parameters go into the body as they were prepared, so that what is sent is ours to
 * say and to log; usage is asked for everywhere, since some send none unasked.
 */
export function languageModel(options: {
  provider: ProviderId;
  modelId: string;
  endpoint: Endpoint;
  parameters: WireParameters;
  fetch: typeof globalThis.fetch;
}): LanguageModel {
  const { provider, modelId, endpoint, parameters, fetch } = options;
  return createOpenAICompatible({
    name: provider,
    baseURL: endpoint.baseUrl,
    ...(endpoint.apiKey === null ? {} : { apiKey: endpoint.apiKey }),
    includeUsage: true,
    transformRequestBody: (body) => ({ ...body, ...parameters }),
    fetch,
  })(modelId);
}
