"use client";

import { KeyRound, TriangleAlert } from "lucide-react";
import { useCatalog } from "@/components/comparison/catalog-context";
import { pricingOf } from "@/components/comparison/lane-pricing";
import { formatCompact, formatPrice } from "@/components/numbers/format-metric";
import type { Lane } from "@/lib/runs/run";
import { formatCostRange, type LaneEstimate } from "./lane-estimate";
import { setupHint } from "./offer-picker";

/** What is known of a lane before it has run. */
export function LaneFacts({ lane, estimate }: { lane: Lane; estimate: LaneEstimate }) {
  const catalog = useCatalog();
  const offer = catalog.offer(lane.offer);
  const provider = offer ? catalog.provider(offer.provider) : undefined;
  const pricing = pricingOf(offer, lane.upstream);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-4 py-4">
      {offer ? (
        <p className="max-w-prose text-pretty text-muted">{catalog.tier(offer.tier)?.summary}</p>
      ) : null}
      {offer ? (
        <dl className="flex flex-col text-sm">
          <Fact label="Input, per 1M tokens" value={formatPrice(pricing?.input)} />
          <Fact label="Output, per 1M tokens" value={formatPrice(pricing?.output)} />
          <Fact label="Context" value={formatCompact(offer.contextTokens)} />
          <Fact label="Longest output" value={formatCompact(offer.maxOutputTokens)} />
          {estimate.inputTokens > 0 ? (
            <Fact label="This run" value={formatCostRange(estimate.costUsd)} />
          ) : null}
        </dl>
      ) : null}
      {provider && !provider.configured ? (
        <p className="flex gap-2 text-sm text-warning">
          <KeyRound size={14} aria-hidden className="mt-[3px] shrink-0" />
          {setupHint(provider)}
        </p>
      ) : null}
      {estimate.warnings.map((warning) => (
        <p key={warning} className="flex gap-2 text-sm text-warning">
          <TriangleAlert size={14} aria-hidden className="mt-[3px] shrink-0" />
          {warning}
        </p>
      ))}
    </div>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div className="flex min-h-7 items-center justify-between gap-4 border-b border-border/60 last:border-b-0">
      <dt className="text-faint">{label}</dt>
      <dd className="text-right tabular-nums">{value}</dd>
    </div>
  );
}
