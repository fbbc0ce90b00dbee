"use client";

import { CornerDownRight } from "lucide-react";
import { formatCompact, formatPrice, formatUsd, UNKNOWN } from "@/components/numbers/format-metric";
import { SimulatedBadge } from "@/components/simulated-badge";
import { TierMark } from "@/components/tier-mark";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { Infotip } from "@/components/ui/infotip";
import type { Pricing } from "@/lib/catalog/types";
import { type CostPeriod, costOfMix, type TokenMix } from "./cost-of-mix";
import { PriceDetails } from "./price-details";
import type { PriceRow } from "./price-row";

/** The pinned cell: on a phone it also holds what the provider column shows elsewhere. */
export function OfferCell({ row }: { row: PriceRow }) {
  const isRoute = row.upstream !== null;
  return (
    <div className="flex min-w-0 flex-col">
      <TierMark
        tier={row.tier}
        name={row.tierName}
        hideName={isRoute}
        className={classNames(
          "whitespace-nowrap font-medium",
          isRoute && "max-sm:hidden",
          isRoute && "opacity-40",
        )}
      />
      <span className="sm:hidden">
        <ProviderCell row={row} />
      </span>
    </div>
  );
}

export function ProviderCell({ row }: { row: PriceRow }) {
  const isRoute = row.upstream !== null;
  return (
    <span className="flex min-w-0 items-center gap-1.5 whitespace-nowrap max-sm:flex-wrap">
      {isRoute ? <CornerDownRight size={12} aria-hidden className="shrink-0 text-faint" /> : null}
      {isRoute ? <span className="sr-only">{`${row.providerName} through `}</span> : null}
      <span className={classNames("truncate", (isRoute || row.retiredAt) && "text-muted")}>
        {isRoute ? row.upstreamName : row.providerName}
      </span>
      <PriceDetails row={row} />
      {row.simulated ? <SimulatedBadge /> : null}
      {row.retiredAt ? (
        <Infotip description={`Retired ${row.retiredAt}. It can still be called; its runs carry a warning.`}>
          <Badge>retired</Badge>
        </Infotip>
      ) : row.isUnlisted ? (
        <Infotip
          description={`${row.sourceName} answered and lists it no more. Its last price stands until another is stated.`}
        >
          <Badge>unlisted</Badge>
        </Infotip>
      ) : null}
    </span>
  );
}

export function Price({ usdPerMillion }: { usdPerMillion: string | null }) {
  return usdPerMillion === null ? <Unknown /> : formatPrice(usdPerMillion);
}

export function CostCell({ pricing, mix, period }: { pricing: Pricing; mix: TokenMix; period: CostPeriod }) {
  const { usd, assumesInputPrice } = costOfMix(pricing, mix, period);
  if (usd === null) return <Unknown />;
  const isFree = Number(pricing.input) === 0 && Number(pricing.output) === 0;
  const text = isFree ? "free" : formatUsd(usd);
  if (!assumesInputPrice) return text;
  return (
    <Infotip description="No cache-read price is known here: cached tokens are counted at the input price, so the true cost may be lower.">
      ≤ {text}
    </Infotip>
  );
}

/** A price of a use, in USD. */
export function UsePrice({ usd }: { usd: string | null }) {
  if (usd === null) return <Unknown />;
  return Number(usd) === 0 ? "free" : formatUsd(usd);
}

export function Limit({ tokens }: { tokens: number | null }) {
  return tokens === null ? <Unknown /> : formatCompact(tokens);
}

export function Unknown() {
  return <span className="text-faint">{UNKNOWN}</span>;
}
