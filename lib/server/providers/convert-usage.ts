import { z } from "zod";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import type { Usage } from "@/lib/runs/run";

/** A thousand times the longest context there is. */
const LARGEST_COUNT = 1_000_000_000;

/** A token count as a provider claims it; anything that can't be one is unknown. */
export const count = z.int().min(0).max(LARGEST_COUNT).nullable().catch(null).default(null);
const details = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullish().catch(null);

export const cost = z.union([z.number(), z.string()]).nullish().catch(null);

/** The usage object of the chat-completions dialect, with the names that Vercel and OpenRouter add. */
const wireUsage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  prompt_tokens_details: details({ cached_tokens: count, cache_write_tokens: count }),
  cache_creation_input_tokens: count,
  completion_tokens_details: details({ reasoning_tokens: count }),
  cost,
});

const responsesUsage = z.object({
  input_tokens: count,
  output_tokens: count,
  input_tokens_details: details({ cached_tokens: count, cache_write_tokens: count }),
  output_tokens_details: details({ reasoning_tokens: count }),
  cost,
});

const messagesUsage = z.object({
  input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation_input_tokens: count,
  output_tokens: count,
  output_tokens_details: details({ thinking_tokens: count }),
  cost,
});

export type ReportedUsage = { usage: Usage; reportedUsd: string | null };

/**
 * The provider's own counts, read from the raw object because the SDK turns missing details into 0.
 * Null when there is no usage in it.
 */
export function convertUsage(raw: unknown): ReportedUsage | null {
  // Nearly every chunk has none, and a failed parse costs more than the rest of reading it.
  if (raw == null) return null;
  const parsed = wireUsage.safeParse(raw);
  if (!parsed.success) return null;
  const { prompt_tokens, completion_tokens, prompt_tokens_details, completion_tokens_details } = parsed.data;
  if (prompt_tokens === null && completion_tokens === null) return null;
  return {
    usage: {
      inputTokens: prompt_tokens,
      cacheReadTokens: prompt_tokens_details?.cached_tokens ?? null,
      cacheWriteTokens: prompt_tokens_details?.cache_write_tokens ?? parsed.data.cache_creation_input_tokens,
      outputTokens: withReasoning(completion_tokens, completion_tokens_details?.reasoning_tokens ?? null),
      reasoningTokens: completion_tokens_details?.reasoning_tokens ?? null,
      source: "reported",
    },
    reportedUsd: reportedCost(parsed.data.cost),
  };
}

/** Reasoning is part of the output; where there is more of it than of the whole, it was counted beside (DeepInfra's models). */
function withReasoning(outputTokens: number | null, reasoningTokens: number | null): number | null {
  const isBeside = outputTokens !== null && reasoningTokens !== null && reasoningTokens > outputTokens;
  return isBeside ? outputTokens + reasoningTokens : outputTokens;
}

/** The same from the usage object of a Responses event. */
export function convertResponsesUsage(raw: unknown): ReportedUsage | null {
  const parsed = responsesUsage.safeParse(raw);
  if (!parsed.success) return null;
  const { input_tokens, output_tokens, input_tokens_details, output_tokens_details } = parsed.data;
  if (input_tokens === null && output_tokens === null) return null;
  return {
    usage: {
      inputTokens: input_tokens,
      cacheReadTokens: input_tokens_details?.cached_tokens ?? null,
      cacheWriteTokens: input_tokens_details?.cache_write_tokens ?? null,
      outputTokens: output_tokens,
      reasoningTokens: output_tokens_details?.reasoning_tokens ?? null,
      source: "reported",
    },
    reportedUsd: reportedCost(parsed.data.cost),
  };
}

/** The same from what a Messages stream said in all its events; there the prompt's cached parts are counted apart. */
export function convertMessagesUsage(raw: unknown): ReportedUsage | null {
  const parsed = messagesUsage.safeParse(raw);
  if (!parsed.success) return null;
  const {
    input_tokens,
    cache_read_input_tokens: cacheReadTokens,
    cache_creation_input_tokens: cacheWriteTokens,
    output_tokens,
    output_tokens_details,
  } = parsed.data;
  if (input_tokens === null && output_tokens === null) return null;
  const inputTokens = (input_tokens ?? 0) + (cacheReadTokens ?? 0) + (cacheWriteTokens ?? 0);
  return {
    usage: {
      // Some put 0 where they don't know; no prompt is empty.
      inputTokens: input_tokens === null || inputTokens === 0 ? null : inputTokens,
      cacheReadTokens,
      cacheWriteTokens,
      outputTokens: output_tokens,
      reasoningTokens: output_tokens_details?.thinking_tokens ?? null,
      source: "reported",
    },
    reportedUsd: reportedCost(parsed.data.cost),
  };
}

/** No run costs a million dollars: a cost beyond that, or below zero, is a fault of the provider's, not a bill. */
const LARGEST_COST = 10n ** 18n;

/** A cost as a provider claims it, as an exact decimal in USD; null for what can't be one. */
export function reportedCost(cost: number | string | null | undefined): string | null {
  if (cost == null || !/^\d+(\.\d*)?([eE][+-]?\d{1,2})?$/.test(String(cost))) return null;
  const pico = usdToPico(cost);
  return pico <= LARGEST_COST ? picoToUsd(pico) : null;
}

/**
 * The sum over the requests of one run; a count that any of them left out is unknown, but for the cache's, which is left
 * out where there was nothing of it.
 */
export function addUsage(reports: readonly ReportedUsage[]): ReportedUsage | null {
  const [first, ...rest] = reports;
  if (!first) return null;
  return rest.reduce(
    (sum, { usage, reportedUsd }) => ({
      usage: {
        inputTokens: add(sum.usage.inputTokens, usage.inputTokens),
        cacheReadTokens: addReported(sum.usage.cacheReadTokens, usage.cacheReadTokens),
        cacheWriteTokens: addReported(sum.usage.cacheWriteTokens, usage.cacheWriteTokens),
        outputTokens: add(sum.usage.outputTokens, usage.outputTokens),
        reasoningTokens: add(sum.usage.reasoningTokens, usage.reasoningTokens),
        source: "reported" as const,
      },
      reportedUsd:
        sum.reportedUsd === null || reportedUsd === null
          ? null
          : picoToUsd(usdToPico(sum.reportedUsd) + usdToPico(reportedUsd)),
    }),
    first,
  );
}

function add(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

function addReported(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
