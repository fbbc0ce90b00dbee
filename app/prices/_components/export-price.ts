import type { ExportRow } from "@/components/data-table/export-rows";
import { costOfMix, type TokenMix } from "./cost-of-mix";
import type { PriceRow } from "./price-row";

/** A line of the table as a row of a file. Prices are USD per 1M tokens as their source states them. */
export function exportPrice(row: PriceRow, mix: TokenMix): ExportRow {
  const { input, output, cacheRead, cacheWrite, perRequest } = row.pricing;
  return {
    offer: row.offer,
    tier: row.tier,
    provider: row.provider,
    upstream: row.upstream,
    modelId: row.modelId,
    simulated: row.simulated,
    inputUsdPerMillion: input,
    outputUsdPerMillion: output,
    cacheReadUsdPerMillion: cacheRead,
    cacheWriteUsdPerMillion: cacheWrite,
    perRequestUsd: Object.entries(perRequest)
      .map(([name, usd]) => `${name}=${usd}`)
      .join("; "),
    contextTokens: row.contextTokens,
    maxOutputTokens: row.maxOutputTokens,
    quantization: row.quantization,
    sourceKind: row.sourceKind,
    asOf: row.asOf,
    dateKind: row.dateKind,
    unchangedSince: row.unchangedSince,
    readAt: row.readAt,
    stale: row.isStale,
    unlisted: row.isUnlisted,
    disputedParts: row.disagreement?.parts.join("; ") ?? null,
    retiredAt: row.retiredAt,
    mixInputTokens: mix.inputTokens,
    mixCachedTokens: mix.cachedTokens,
    mixOutputTokens: mix.outputTokens,
    mixCallsPerDay: mix.callsPerDay,
    costPerCallUsd: costOfMix(row.pricing, mix, "call").usd,
    costPerDayUsd: costOfMix(row.pricing, mix, "day").usd,
    costPer30DaysUsd: costOfMix(row.pricing, mix, "month").usd,
    source: row.source,
    notes: row.notes,
  };
}
