import { Timer } from "lucide-react";
import { createSerializer } from "nuqs/server";
import { LinkButton } from "@/components/link-button";
import { EmptyState } from "@/components/ui/empty-state";
import type { LatencyWindow } from "@/lib/stats/latency";
import { latencyParams } from "../search-params";
import { WINDOW_WORDS } from "./window-words";

const serialize = createSerializer(latencyParams);

/** Why the table is empty, and the way to fill it. */
export function NothingMeasured({
  window,
  longerWindow,
  hasDemoRuns,
  hasKey,
}: {
  window: LatencyWindow;
  /** The shortest longer window that has real runs; null when none has. */
  longerWindow: LatencyWindow | null;
  hasDemoRuns: boolean;
  hasKey: boolean;
}) {
  return (
    <EmptyState
      className="rounded-lg border bg-surface"
      icon={<Timer size={22} aria-hidden />}
      title={`No real runs in ${WINDOW_WORDS[window]}`}
      description={
        longerWindow
          ? `There are some in ${WINDOW_WORDS[longerWindow]}.`
          : [
              hasDemoRuns ? "Demo runs are simulated and never counted." : "",
              hasKey
                ? "Run a prompt at a real provider, and its timings appear here."
                : "Set a key such as ZAI_API_KEY, restart Glimpse, and run a prompt: its timings appear here.",
            ]
              .join(" ")
              .trim()
      }
      action={
        <>
          {longerWindow ? (
            <LinkButton href={serialize("/latency", { window: longerWindow })} variant="primary">
              Show {WINDOW_WORDS[longerWindow]}
            </LinkButton>
          ) : null}
          <LinkButton href="/" variant={longerWindow ? "secondary" : "primary"}>
            Open the playground
          </LinkButton>
        </>
      }
    />
  );
}
