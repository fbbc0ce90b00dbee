"use client";

import { createContext, useContext, useSyncExternalStore } from "react";
import type { ComparisonSession } from "./comparison-session";
import type { ComparisonState, ComparisonStore } from "./comparison-store";

export type ComparisonHandle = {
  store: ComparisonStore;
  /** Null where a comparison can only be read. */
  session: ComparisonSession | null;
  /** Puts another offer in a lane, for the next run. */
  onTryOffer: ((lane: number, offer: string) => void) | null;
};

export const ComparisonContext = createContext<ComparisonHandle | null>(null);

export function useComparisonHandle(): ComparisonHandle {
  const handle = useContext(ComparisonContext);
  if (!handle) throw new Error("A ComparisonContext is missing above.");
  return handle;
}

/**
 * A part of the comparison's state. Renders only when that part changes: `select` has to give back what the
 * state holds, or a primitive, never a new object.
 */
export function useComparison<Part>(select: (state: ComparisonState) => Part): Part {
  const { store } = useComparisonHandle();
  const snapshot = () => select(store.get());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}
