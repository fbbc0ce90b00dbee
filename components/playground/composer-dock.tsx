"use client";

import { type RefObject, useRef, useState } from "react";
import { useComparison, useComparisonHandle } from "@/components/comparison/comparison-context";
import { hasLiveLane } from "@/components/comparison/comparison-store";
import type { ExamplePrompt } from "@/lib/runs/example-prompts";
import { Composer } from "./composer";
import { type ComposerMode, ComposerModeSwitch } from "./composer-mode";
import { ExamplePromptRow } from "./example-prompt-row";
import { FollowUpComposer } from "./follow-up-composer";
import type { LaneEstimate } from "./lane-estimate";
import { ProblemBanner } from "./problem-banner";
import { rememberPrompt } from "./prompt-history";
import type { Words } from "./use-draft";
import { useFollowUpLanes } from "./use-follow-up-lanes";
import type { SetupEditor } from "./use-setup";

/** Where the next prompt is written: a first one to the lanes as they stand, or a follow-up to those of the comparison. */
export function ComposerDock({
  words,
  onWords,
  onStop,
  setup,
  results,
  estimates,
}: {
  words: Words;
  onWords: (change: Partial<Words>) => void;
  onStop: () => void;
  setup: SetupEditor;
  results: (number | null)[];
  estimates: LaneEstimate[];
}) {
  const { session } = useComparisonHandle();
  const editor = useRef<HTMLTextAreaElement>(null);
  const live = useComparison(hasLiveLane);
  const isEmpty = useComparison((state) => state.turns.length === 0);
  const id = useComparison((state) => state.id);
  const { lanes, changed } = useFollowUpLanes(setup, results);
  // The choice is for one comparison: the next one starts with its follow-up again.
  const [newPromptAt, setNewPromptAt] = useState<string | null>(null);
  const mode: ComposerMode = isEmpty || (id !== null && newPromptAt === id) ? "new" : "follow-up";
  const setMode = (next: ComposerMode) => setNewPromptAt(next === "new" ? id : null);
  const latestFollowUp = useLatest(words.followUp);

  function run() {
    if (!words.prompt.trim() || live) return;
    rememberPrompt(words.prompt);
    setNewPromptAt(null);
    const { lanes, settings } = setup;
    void session?.start({ lanes, settings, instructions: words.instructions.trim() || null }, words.prompt);
  }

  async function send() {
    const prompt = words.followUp;
    if (!prompt.trim() || live || lanes.length === 0) return;
    rememberPrompt(prompt);
    // Until the server has it, it stays where it was written.
    await session?.continue(prompt, lanes, () => {
      if (latestFollowUp.current === prompt) onWords({ followUp: "" });
    });
  }

  function chooseExample({ prompt, instructions, settings }: ExamplePrompt) {
    onWords({ prompt, instructions: instructions ?? "" });
    setup.setSettings(settings ?? {});
    editor.current?.focus();
  }

  const isFollowUp = mode === "follow-up";
  const common = {
    live,
    editor,
    modeSwitch: isEmpty ? null : <ComposerModeSwitch mode={mode} onChange={setMode} />,
    onStop,
  };
  const toSend = isFollowUp ? words.followUp : words.prompt;
  return (
    <div data-print="hide" className="shrink-0 border-t px-3 pt-2.5 pb-3 sm:px-4">
      <div className="mx-auto flex max-w-4xl flex-col gap-2">
        <ProblemBanner onSend={toSend.trim() ? (isFollowUp ? send : run) : null} />
        {isEmpty && words.prompt === "" ? (
          <ExamplePromptRow offers={setup.lanes.map(({ offer }) => offer)} onChoose={chooseExample} />
        ) : null}
        {isFollowUp ? (
          <FollowUpComposer
            {...common}
            text={words.followUp}
            onText={(followUp) => onWords({ followUp })}
            lanes={lanes}
            changed={changed}
            onSend={send}
            onNewComparison={() => setMode("new")}
          />
        ) : (
          <Composer
            {...common}
            words={words}
            onWords={onWords}
            setup={setup}
            estimates={estimates}
            onRun={run}
          />
        )}
      </div>
    </div>
  );
}

function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  latest.current = value;
  return latest;
}
