"use client";

import { useMemo } from "react";
import { useComparison } from "@/components/comparison/comparison-context";
import { canonicalText } from "./canonical-text";
import type { SetupEditor } from "./use-setup";

/**
 * The comparison's lanes that a follow-up goes to: those that still stand on the page as they were. `changed` when the
 * page shows lanes or settings that the comparison doesn't have.
 */
export function useFollowUpLanes(
  { settings }: Pick<SetupEditor, "settings">,
  results: (number | null)[],
): { lanes: number[]; changed: boolean } {
  const compared = useComparison((state) => state.settings);
  const lanes = useMemo(() => results.filter((result) => result !== null).sort((a, b) => a - b), [results]);
  const changed = useMemo(
    () => lanes.length < results.length || canonicalText(settings) !== canonicalText(compared),
    [lanes, results, settings, compared],
  );
  return { lanes, changed };
}
