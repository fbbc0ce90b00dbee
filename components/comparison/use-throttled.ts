"use client";

import { useEffect, useRef, useState } from "react";

/** The value as it was at most `waitMs` ago; as it is, when `waitMs` is 0. */
export function useThrottled<Value>(value: Value, waitMs: number): Value {
  const [shown, setShown] = useState(value);
  const shownAt = useRef(0);

  useEffect(() => {
    const due = Math.max(0, shownAt.current + waitMs - performance.now());
    const timer = setTimeout(() => {
      shownAt.current = performance.now();
      setShown(value);
    }, due);
    return () => clearTimeout(timer);
  }, [value, waitMs]);

  return waitMs === 0 ? value : shown;
}
