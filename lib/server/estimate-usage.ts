import type { RunContent, Usage } from "@/lib/runs/run";
import { estimateTokenCount } from "./estimate-tokens";

/** Counts for an answer that came without any, marked as an estimate. @param promptText all text that was sent */
export function estimateUsage(promptText: string, content: RunContent): Usage {
  const reasoningTokens = estimateTokenCount(content.reasoning);
  const calls = content.toolCalls.map(({ name, input }) => `${name} ${JSON.stringify(input)}`).join("\n");
  return {
    inputTokens: estimateTokenCount(promptText),
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: reasoningTokens + estimateTokenCount(content.text) + estimateTokenCount(calls),
    reasoningTokens,
    source: "estimated",
  };
}
