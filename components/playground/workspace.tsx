"use client";

import { usePathname } from "next/navigation";
import { useDeferredValue, useMemo, useRef, useSyncExternalStore } from "react";
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
import type { ExamplePrompt } from "@/lib/runs/example-prompts";
import type { Comparison } from "@/lib/runs/run";
import { Composer } from "./composer";
import { ExamplePromptRow } from "./example-prompt-row";
import { estimateLane, sumRanges } from "./lane-estimate";
import { wordsOfFragment } from "./lane-params";
import { coreTierLanes } from "./lane-presets";
import { matchLanes } from "./match-lanes";
import { PlaygroundLane } from "./playground-lane";
import { PrintedPrompt } from "./printed-prompt";
import { ProblemBanner } from "./problem-banner";
import { rememberPrompt } from "./prompt-history";
import { useComparisonSession } from "./use-comparison-session";
import { useDraft, type Words } from "./use-draft";
import { useEscape } from "./use-escape";
import { useSetup } from "./use-setup";
import { WorkspaceBar } from "./workspace-bar";

const NO_WORDS: Words = { prompt: "", instructions: "" };

/** The lanes above, the composer below: one place to ask, watch and ask again. */
export function Workspace({ initial }: { initial: Comparison | null }) {
  const catalog = useCatalog();
  const editor = useRef<HTMLTextAreaElement>(null);
  const [words, setWords] = useDraft(
    wordsOf(initial?.turns.at(-1)?.prompt, initial?.instructions),
    usePathname(),
  );
  const { store, session } = useComparisonSession(initial, {
    onOpened: () => setWords(wordsOf(store.get().turns.at(-1)?.prompt, store.get().instructions)),
    onReset: () => setWords(wordsOfFragment(window.location.hash) ?? NO_WORDS),
  });
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
  const { inputTokens, estimates } = useMemo(() => {
    const inputTokens = estimateTokenCount(estimatedWords);
    const estimates = setup.lanes.map((lane) =>
      estimateLane(lane, catalog.offer(lane.offer), setup.settings, inputTokens),
    );
    return { inputTokens, estimates };
  }, [estimatedWords, setup, catalog]);

  function run() {
    if (!words.prompt.trim() || live) return;
    rememberPrompt(words.prompt);
    const { lanes, settings } = setup;
    void session.start({ lanes, settings, instructions: words.instructions.trim() || null }, words.prompt);
  }

  function chooseExample({ prompt, instructions, settings }: ExamplePrompt) {
    setWords({ prompt, instructions: instructions ?? "" });
    setup.setSettings(settings ?? {});
    editor.current?.focus();
  }

  useEscape(() => void session.stopAll(), live);

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
        <div data-print="hide" className="shrink-0 border-t px-3 pt-2.5 pb-3 sm:px-4">
          <div className="mx-auto flex max-w-4xl flex-col gap-2">
            <ProblemBanner onRetry={run} />
            {words.prompt === "" && compared.length === 0 ? (
              <ExamplePromptRow offers={setup.lanes.map(({ offer }) => offer)} onChoose={chooseExample} />
            ) : null}
            <Composer
              words={words}
              onWords={setWords}
              settings={setup.settings}
              onSettings={setup.setSettings}
              inputTokens={inputTokens}
              costUsd={sumRanges(estimates.map(({ costUsd }) => costUsd))}
              live={live}
              onRun={run}
              onStop={() => void session.stopAll()}
              editor={editor}
            />
          </div>
        </div>
        <StatusLine />
      </div>
    </ComparisonContext>
  );
}

function wordsOf(prompt: string | undefined, instructions: string | null | undefined): Words {
  return { prompt: prompt ?? "", instructions: instructions ?? "" };
}

/** A part of the store's state; renders only when that part changes. */
function useSelected<Part>(store: ComparisonStore, select: (state: ComparisonState) => Part): Part {
  const snapshot = () => select(store.get());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}
