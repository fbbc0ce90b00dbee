import { z } from "zod";
import { cost, count, type ReportedUsage, reportedCost } from "../convert-usage";

/** The SDK says `promptTokens`, the CLI's types say `inputTokens`, and so on (2026-07). */
const taskBill = z.object({
  usage: z
    .object({
      promptTokens: count,
      inputTokens: count,
      completionTokens: count,
      outputTokens: count,
      thinkingTokens: count,
    })
    .nullish()
    .catch(null),
  cost,
});

/**
 * A task's usage and cost in our terms. Thinking tokens come beside the completion's here, everywhere else inside:
 * they are added, since our output includes reasoning. `cost` is USD, and what the account is charged; the counts may
 * not explain it, thinking being billed apart. Null when there is neither.
 */
export function convertTaskUsage(frame: { usage?: unknown; cost?: unknown }): ReportedUsage | null {
  const bill = taskBill.parse(frame);
  const inputTokens = bill.usage?.promptTokens ?? bill.usage?.inputTokens ?? null;
  const answerTokens = bill.usage?.completionTokens ?? bill.usage?.outputTokens ?? null;
  const reasoningTokens = bill.usage?.thinkingTokens ?? null;
  const reportedUsd = reportedCost(bill.cost);
  if (inputTokens === null && answerTokens === null && reportedUsd === null) return null;
  return {
    usage: {
      inputTokens,
      cacheReadTokens: null,
      cacheWriteTokens: null,
      outputTokens: answerTokens === null ? null : answerTokens + (reasoningTokens ?? 0),
      reasoningTokens,
      source: "reported",
    },
    reportedUsd,
  };
}
