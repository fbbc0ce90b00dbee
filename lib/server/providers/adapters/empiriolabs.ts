import { type ProviderAdapter, zaiThinking } from "../adapter";

/**
 * Three habits of the provider would make its lanes incomparable (its docs, 2026-08): without `disable_formatting` a
 * worker may wrap its thinking in Markdown inside the answer; without instructions it adds an identity of its own;
 * without a limit it stops at 4,096 tokens, thinking included. Web search is charged whenever it is enabled.
 */
export const empiriolabs: ProviderAdapter = {
  thinking: zaiThinking,
  always: { disable_formatting: true },
  neutralInstructions: "You are a helpful assistant.",
  asksForLargestOutput: true,
  webSearch: { tool_web_search: true },
  chargesWebSearchWhenEnabled: true,
};
