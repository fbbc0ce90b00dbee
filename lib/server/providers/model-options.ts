import type { Dialect, Offer } from "@/lib/catalog/types";
import type { ConversationMessage } from "@/lib/runs/conversation";
import type { ProviderAdapter, WireParameters } from "./adapter";
import type { Endpoint } from "./endpoint";

/** What the SDK's model of one lane is made from, in any dialect. */
export type ModelOptions = {
  provider: Offer["provider"];
  dialect: Dialect;
  modelId: string;
  endpoint: Endpoint;
  adapter: ProviderAdapter;
  parameters: WireParameters;
  fetch: typeof globalThis.fetch;
  /** What is sent, for pieces of it that the SDK has no words for. */
  messages: readonly ConversationMessage[];
};
