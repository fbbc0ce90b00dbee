"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { ComparisonSession } from "@/components/comparison/comparison-session";
import { ComparisonStore, hasLiveLane } from "@/components/comparison/comparison-store";
import type { Comparison } from "@/lib/runs/run";

/**
 * The comparison that this page's address names. The address changes under the page as runs start, without
 * anything being mounted anew, so that a live stream goes on: the store follows the address, not the route.
 */
export function useComparisonSession(
  initial: Comparison | null,
  callbacks: { onStarted: () => void; onOpened: () => void; onReset: () => void },
): { store: ComparisonStore; session: ComparisonSession } {
  const latest = useRef(callbacks);
  latest.current = callbacks;
  const [handle] = useState(() => {
    const store = new ComparisonStore(initial);
    const onStarted = (id: string) => {
      latest.current.onStarted();
      showAddress(id);
    };
    return { store, session: new ComparisonSession(store, onStarted) };
  });
  const { store, session } = handle;

  useEffect(() => {
    if (hasLiveLane(store.get())) void session.join();
    else void session.refresh();
    return () => session.leave();
  }, [store, session]);

  const pathname = usePathname();
  useEffect(() => {
    const shown = store.get().id;
    const named = /^\/c\/([^/]+)$/.exec(pathname)?.[1] ?? null;
    if (named === shown) return;
    if (named === null) {
      session.leave();
      store.reset();
      latest.current.onReset();
    } else {
      void session.open(named, () => latest.current.onOpened());
    }
  }, [pathname, store, session]);

  return handle;
}

/** The first comparison takes the empty playground's place in the history; a later one comes after the one before it. */
function showAddress(id: string): void {
  const method = window.location.pathname === "/" ? "replaceState" : "pushState";
  window.history[method](null, "", `/c/${id}`);
}
