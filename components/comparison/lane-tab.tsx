"use client";

import { TierMark } from "@/components/tier-mark";
import { splitOfferId, useCatalog } from "./catalog-context";
import { useComparison } from "./comparison-context";
import { newestLane } from "./lane-state";
import { StatusIcon } from "./lane-status";

/** A lane's tab on a phone: its tier and how it is doing. */
export function LaneTab({ offer, result }: { offer: string; result: number | null }) {
  const catalog = useCatalog();
  const status = useComparison((state) =>
    result === null ? null : (newestLane(state.turns, result)?.status ?? null),
  );
  const [, tier] = splitOfferId(offer);
  return (
    <>
      <TierMark tier={tier} name={catalog.tierName(tier)} />
      {status ? <StatusIcon status={status} /> : null}
    </>
  );
}
