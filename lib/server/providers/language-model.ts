import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { Dialect } from "@/lib/catalog/types";
import type { WireParameters } from "./adapter";
import { messagesModel } from "./dialects/messages-model";
import { responsesModel } from "./dialects/responses-model";
import type { ModelOptions } from "./model-options";
import { replayThinking } from "./replay-thinking";
import { RunwareModel } from "./runware/runware-model";
import type { SdkModel } from "./sdk-types";

// What is sent is decided and warned of by `prepareParameters`; the SDK would print its own view, thinking and all.
globalThis.AI_SDK_LOG_WARNINGS = false;

const models: Record<Dialect, (options: ModelOptions) => SdkModel> = {
  "chat-completions": chatCompletionsModel,
  responses: responsesModel,
  messages: messagesModel,
  "runware-tasks": (options) => new RunwareModel(options),
};

/**
 * The SDK's model for one lane. Parameters go into the body as they were prepared, so that what is sent is ours to
 * say and to log.
 */
export function languageModel(options: ModelOptions): SdkModel {
  return models[options.dialect](options);
}

/** Usage is asked for everywhere, since some send none unasked. */
function chatCompletionsModel(options: ModelOptions): SdkModel {
  const { provider, modelId, endpoint, adapter, parameters, fetch, messages } = options;
  return createOpenAICompatible({
    name: provider,
    baseURL: endpoint.baseUrl,
    ...(endpoint.apiKey === null ? {} : { apiKey: endpoint.apiKey }),
    ...(adapter.headers ? { headers: adapter.headers } : {}),
    includeUsage: true,
    transformRequestBody: (body) => ({
      ...body,
      ...parameters,
      ...bothTools(body.tools, parameters.tools),
      messages: replayThinking(body.messages, messages),
    }),
    fetch,
  })(modelId);
}

/** The lane's tools and the provider's own in one list. */
function bothTools(own: unknown, providers: unknown): WireParameters {
  return Array.isArray(own) && Array.isArray(providers) ? { tools: [...own, ...providers] } : {};
}
