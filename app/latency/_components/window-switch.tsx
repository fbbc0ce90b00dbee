"use client";

import { useQueryState } from "nuqs";
import { usePending } from "@/components/data-table/pending";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { LATENCY_WINDOW_NAMES } from "@/lib/stats/latency";
import { latencyParams } from "../search-params";
import { WINDOW_WORDS } from "./window-words";

/** Which runs count: those of the last hour, day, week or 30 days. */
export function WindowSwitch() {
  const [, startTransition] = usePending();
  const [window, setWindow] = useQueryState(
    "window",
    latencyParams.window.withOptions({ shallow: false, startTransition }),
  );
  return (
    <ToggleGroup
      aria-label="Window"
      value={window}
      onValueChange={setWindow}
      options={LATENCY_WINDOW_NAMES.map((name) => ({
        value: name,
        label: name,
        ariaLabel: `${name}: ${WINDOW_WORDS[name]}`,
      }))}
    />
  );
}
