import type { Pricing } from "@/lib/catalog/types";
import { isLive, type LaneState } from "./lane-state";

/** The five figures that stand in every lane's head, live and final. */
export type LaneFigures = {
  ttftMs: number | null;
  firstAnswerMs: number | null;
  throughputTps: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  tokensEstimated: boolean;
  costEstimated: boolean;
};

/**
 * @param pricing what a live run is priced at meanwhile; null where unknown
 * @param promptTokens our estimate, for the same purpose
 */
export function figuresOf(
  lane: LaneState,
  pricing: Pricing | null,
  promptTokens: number | null,
): LaneFigures {
  const { run, metrics } = lane;
  if (run && !isLive(lane)) {
    const estimated = run.usage?.source === "estimated";
    return {
      ttftMs: run.timing.ttftMs,
      firstAnswerMs: run.timing.firstAnswerMs,
      throughputTps: run.timing.throughputTps,
      outputTokens: run.usage?.outputTokens ?? null,
      costUsd: run.cost.billedUsd === null ? null : Number(run.cost.billedUsd),
      tokensEstimated: estimated,
      costEstimated: estimated && run.cost.reportedUsd === null && run.cost.lookedUpUsd === null,
    };
  }
  const outputTokens = metrics?.outputTokens ?? null;
  return {
    ttftMs: metrics?.ttftMs ?? null,
    firstAnswerMs: metrics?.firstAnswerMs ?? null,
    throughputTps: metrics?.throughputTps ?? null,
    outputTokens,
    costUsd: outputTokens === null ? null : estimateCostUsd(pricing, promptTokens, outputTokens),
    tokensEstimated: true,
    costEstimated: true,
  };
}

/** A running figure for the eye; what counts is the run's own cost, computed exactly on the server. */
export function estimateCostUsd(
  pricing: Pricing | null,
  inputTokens: number | null,
  outputTokens: number,
): number | null {
  if (pricing?.input == null || pricing.output == null || inputTokens === null) return null;
  return (inputTokens * Number(pricing.input) + outputTokens * Number(pricing.output)) / 1_000_000;
}
