"use client";

import { startTransition, useEffect, useRef, useState } from "react";

/**
 * The value as it was at most `waitMs` ago, for what takes long to render: it is rendered piece by piece, and whatever
 * is more urgent comes in between. Null at first when the value is in motion (`waitMs` above 0).
 */
export function useThrottled<Value>(value: Value, waitMs: number): Value | null {
  const [shown, setShown] = useState(waitMs === 0 ? value : null);
  const shownAt = useRef(0);

  useEffect(() => {
    const due = Math.max(0, shownAt.current + waitMs - performance.now());
    const timer = setTimeout(() => {
      shownAt.current = performance.now();
      startTransition(() => setShown(value));
    }, due);
    return () => clearTimeout(timer);
  }, [value, waitMs]);

  return shown;
}
