"use client";

import { useEffect, useRef, useState } from "react";
import type { ConnectionTest, TestState } from "./test-result";

/** Runs connection tests one at a time; one that nobody waits for any more is ended. */
export function useConnectionTest(): {
  state: TestState;
  run: (test: (signal: AbortSignal) => Promise<ConnectionTest>) => Promise<void>;
  /** Ends a running test and forgets the last result: what it was about has changed. */
  reset: () => void;
} {
  const [state, setState] = useState<TestState>({ state: "idle" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function run(test: (signal: AbortSignal) => Promise<ConnectionTest>) {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    setState({ state: "running" });
    try {
      const answered = await test(own.signal);
      if (!own.signal.aborted) setState({ state: "answered", test: answered });
    } catch (error) {
      if (own.signal.aborted) return;
      setState({
        state: "failed",
        why: error instanceof Error ? error.message : "The test could not be run.",
      });
    }
  }

  function reset() {
    running.current?.abort();
    setState({ state: "idle" });
  }

  return { state, run, reset };
}
