import { estimateCostUsd } from "@/components/comparison/lane-figures";
import { pricingOf } from "@/components/comparison/lane-pricing";
import { formatCompact, formatCount, formatUsd, UNKNOWN } from "@/components/numbers/format-metric";
import type { OfferView } from "@/lib/catalog/view";
import type { Lane } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";

export type LaneEstimate = {
  inputTokens: number;
  /** From the prompt alone to the longest answer allowed; null where a price is unknown. */
  costUsd: { least: number; most: number } | null;
  /** What would go wrong, before anything is sent. */
  warnings: string[];
};

/** @param inputTokens our estimate of prompt and instructions */
export function estimateLane(
  lane: Lane,
  offer: OfferView | undefined,
  shared: LaneSettings,
  inputTokens: number,
): LaneEstimate {
  if (!offer) return { inputTokens, costUsd: null, warnings: ["There is no such offer: choose another."] };
  const asked = lane.settings.maxOutputTokens ?? shared.maxOutputTokens ?? null;
  const route = offer.routes.find(({ upstream }) => upstream === lane.upstream);
  const maxOutput = route?.maxOutputTokens ?? offer.maxOutputTokens;
  const context = route?.contextTokens ?? offer.contextTokens;
  const pricing = pricingOf(offer, lane.upstream);
  const longest = Math.min(asked ?? Number.POSITIVE_INFINITY, maxOutput ?? Number.POSITIVE_INFINITY);
  const least = estimateCostUsd(pricing, inputTokens, 1);
  const most = Number.isFinite(longest) ? estimateCostUsd(pricing, inputTokens, longest) : null;
  const warnings: string[] = [];
  if (context !== null && inputTokens + (asked ?? 0) > context) {
    warnings.push(
      `≈ ${formatCount(inputTokens + (asked ?? 0))} tokens exceed its context of ${formatCompact(context)}.`,
    );
  }
  if (asked !== null && maxOutput !== null && asked > maxOutput) {
    warnings.push(`The output limit will be lowered to its maximum of ${formatCount(maxOutput)} tokens.`);
  }
  if (offer.retiredAt)
    warnings.push(`Retired on ${offer.retiredAt}: it may refuse or answer with another model.`);
  return { inputTokens, costUsd: least === null || most === null ? null : { least, most }, warnings };
}

/** "free", "≈ $0.000012 – $0.29", or "—" */
export function formatCostRange(range: LaneEstimate["costUsd"]): string {
  if (!range) return UNKNOWN;
  if (range.most === 0) return "free";
  return `≈\u202f${formatUsd(range.least)} – ${formatUsd(range.most)}`;
}

/** What all lanes together would cost; null as soon as one is unknown. */
export function sumRanges(ranges: LaneEstimate["costUsd"][]): LaneEstimate["costUsd"] {
  let least = 0;
  let most = 0;
  for (const range of ranges) {
    if (!range) return null;
    least += range.least;
    most += range.most;
  }
  return { least, most };
}
