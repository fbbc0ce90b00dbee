"use client";

import { usePathname } from "next/navigation";
import { useDeferredValue, useMemo, useSyncExternalStore } from "react";
import { estimateTokenCount } from "tokenx";
import { useCatalog } from "@/components/comparison/catalog-context";
import { ComparisonContext } from "@/components/comparison/comparison-context";
import {
  type ComparisonState,
  type ComparisonStore,
  hasLiveLane,
} from "@/components/comparison/comparison-store";
import { LaneGrid } from "@/components/comparison/lane-grid";
import { LaneTab } from "@/components/comparison/lane-tab";
import { StatusLine } from "@/components/comparison/status-line";
import type { Comparison } from "@/lib/runs/run";
import { ComposerDock } from "./composer-dock";
import { estimateLane } from "./lane-estimate";
import { coreTierLanes } from "./lane-presets";
import { matchLanes } from "./match-lanes";
import { PlaygroundLane } from "./playground-lane";
import { PrintedPrompt } from "./printed-prompt";
import { useComparisonSession } from "./use-comparison-session";
import { useDraft, type Words } from "./use-draft";
import { useEscape } from "./use-escape";
import { useSetup } from "./use-setup";
import { useStopAll } from "./use-stop-all";
import { WorkspaceBar } from "./workspace-bar";

const NO_WORDS: Words = { prompt: "", instructions: "", followUp: "" };

/** The lanes above, the composer below: one place to ask, watch and ask again. */
export function Workspace({ initial }: { initial: Comparison | null }) {
  const catalog = useCatalog();
  const { words, edit, show, forget } = useDraft(wordsOf(initial), usePathname(), askedLast(initial));
  const { store, session } = useComparisonSession(initial, {
    onStarted: forget,
    onOpened: () => show(wordsOf(store.get()), askedLast(store.get())),
    onReset: () => show(NO_WORDS, null),
  });
  const stopAll = useStopAll(session);
  const compared = useSelected(store, ({ lanes }) => lanes);
  const comparedSettings = useSelected(store, ({ settings }) => settings);
  const live = useSelected(store, hasLiveLane);

  const base = useMemo(
    () =>
      compared.length > 0
        ? { lanes: compared, settings: comparedSettings }
        : { lanes: coreTierLanes(catalog), settings: {} },
    [compared, comparedSettings, catalog],
  );
  const setup = useSetup(base);
  const results = useMemo(() => matchLanes(setup.lanes, compared), [setup, compared]);

  // Estimates may lag behind typing, never hold it up.
  const estimatedWords = useDeferredValue(words.instructions + words.prompt);
  const estimates = useMemo(() => {
    const inputTokens = estimateTokenCount(estimatedWords);
    return setup.lanes.map((lane) =>
      estimateLane(lane, catalog.offer(lane.offer), setup.settings, inputTokens),
    );
  }, [estimatedWords, setup, catalog]);

  useEscape(stopAll, live);

  const handle = useMemo(
    () => ({
      store,
      session,
      onTryOffer: (result: number, offer: string) => {
        const index = results.indexOf(result);
        const lane = setup.lanes[index];
        if (lane) setup.setLane(index, { ...lane, offer, upstream: null, dialect: null });
      },
    }),
    [store, session, results, setup],
  );

  return (
    <ComparisonContext value={handle}>
      <div data-print="expand" className="flex h-[calc(100dvh-3rem)] min-h-136 flex-col">
        <PrintedPrompt />
        <WorkspaceBar setup={setup} live={live} />
        <LaneGrid
          className="flex-1"
          lanes={setup.lanes.map((lane, index) => ({
            key: setup.keys[index] ?? `${index}`,
            label: `Lane ${index + 1}: ${catalog.offerName(lane.offer)}`,
            tab: <LaneTab offer={lane.offer} result={results[index] ?? null} />,
            body: (
              <PlaygroundLane
                index={index}
                setup={setup}
                result={results[index] ?? null}
                // What a lane costs before it runs is of no interest after it has: it needn't render then.
                estimate={results[index] == null ? (estimates[index] ?? null) : null}
                live={live}
              />
            ),
          }))}
        />
        <ComposerDock
          words={words}
          onWords={edit}
          onStop={stopAll}
          setup={setup}
          results={results}
          estimates={estimates}
        />
        <StatusLine />
      </div>
    </ComparisonContext>
  );
}

/** What a comparison was started with, to be changed and run again. */
function wordsOf(comparison: { turns: { prompt: string }[]; instructions: string | null } | null): Words {
  return {
    prompt: comparison?.turns[0]?.prompt ?? "",
    instructions: comparison?.instructions ?? "",
    followUp: "",
  };
}

function askedLast(comparison: { turns: { prompt: string }[] } | null): string | null {
  return comparison?.turns.at(-1)?.prompt ?? null;
}

/** A part of the store's state; renders only when that part changes. */
function useSelected<Part>(store: ComparisonStore, select: (state: ComparisonState) => Part): Part {
  const snapshot = () => select(store.get());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}
