"use client";

import { useMemo } from "react";
import { splitOfferId, useCatalog } from "@/components/comparison/catalog-context";
import type { Lane } from "@/lib/runs/run";
import type { ReachableLane } from "@/lib/runs/setting-reach";

/** Lanes as their settings see them, named by their providers. */
export function useReachableLanes(lanes: Lane[]): ReachableLane[] {
  const catalog = useCatalog();
  return useMemo(
    () =>
      lanes.map(({ offer, dialect }) => ({
        label: catalog.providerName(splitOfferId(offer)[0]),
        name: catalog.offerName(offer),
        offer: catalog.offer(offer),
        dialect,
      })),
    [lanes, catalog],
  );
}
