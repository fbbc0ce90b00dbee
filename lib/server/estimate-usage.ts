import type { RunContent, Usage } from "@/lib/runs/run";
import type { ToolDefinition } from "@/lib/runs/settings";
import { estimateTokenCount } from "./estimate-tokens";
import { addUsage, type ReportedUsage } from "./providers/convert-usage";

/** All text that a run is sent, for an estimate. */
export function promptTextOf(
  instructions: string | null,
  messages: readonly { content: string }[],
  tools: readonly ToolDefinition[] = [],
): string {
  return [
    instructions ?? "",
    ...messages.map(({ content }) => content),
    ...tools.map((tool) => JSON.stringify(tool)),
  ].join("\n");
}

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

/**
 * Counts for a tool loop whose last request was broken off before its own count, marked as an estimate: that request was
 * sent all that the one before it was sent and had said, and its answer is what the counts before it don't hold.
 *
 * @param reports of the requests before it
 */
export function estimateWithLastRequest(
  reports: readonly ReportedUsage[],
  promptText: string,
  content: RunContent,
): Usage {
  const whole = estimateUsage(promptText, content);
  const sum = addUsage(reports)?.usage;
  const before = reports.at(-1)?.usage;
  if (!sum || !before) return whole;
  const last: Usage = {
    inputTokens: (before.inputTokens ?? whole.inputTokens ?? 0) + (before.outputTokens ?? 0),
    cacheReadTokens: null,
    cacheWriteTokens: null,
    outputTokens: Math.max(0, (whole.outputTokens ?? 0) - (sum.outputTokens ?? 0)),
    reasoningTokens: Math.max(0, (whole.reasoningTokens ?? 0) - (sum.reasoningTokens ?? 0)),
    source: "estimated",
  };
  const all = addUsage([...reports, { usage: last, reportedUsd: null }])?.usage;
  return { ...whole, ...all, source: "estimated" };
}
