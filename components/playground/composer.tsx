"use client";

import { MessageSquareText } from "lucide-react";
import { type ReactNode, type RefObject, useState } from "react";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ComposerBar, ComposerFrame, ONE_LINE_ON_PHONES } from "./composer-frame";
import { EnterKeyMenu } from "./enter-key-menu";
import { EstimateNote } from "./estimate-note";
import type { LaneEstimate } from "./lane-estimate";
import { PromptEditor } from "./prompt-editor";
import { RunButton } from "./run-button";
import { SettingsPanel } from "./settings-panel";
import type { Words } from "./use-draft";
import { useEnterKey } from "./use-enter-key";
import type { SetupEditor } from "./use-setup";

/** The prompt, its instructions and settings, and what they will cost: everything a comparison is started with. */
export function Composer({
  words,
  onWords,
  setup,
  estimates,
  live,
  modeSwitch,
  onRun,
  onStop,
  editor,
}: {
  words: Words;
  onWords: (change: Partial<Words>) => void;
  setup: SetupEditor;
  estimates: LaneEstimate[];
  live: boolean;
  /** Leads back to the follow-up, where there is a comparison to follow up. */
  modeSwitch: ReactNode;
  onRun: () => void;
  onStop: () => void;
  editor: RefObject<HTMLTextAreaElement | null>;
}) {
  const [wantsInstructions, setWantsInstructions] = useState(false);
  const showInstructions = wantsInstructions || words.instructions !== "";
  const enterSends = useEnterKey()[0] === "swapped";
  return (
    <ComposerFrame
      label="Prompt"
      editor={editor}
      onSubmit={onRun}
      onAddText={(add) => onWords({ prompt: add(words.prompt) })}
    >
      {showInstructions ? (
        <div className="border-b">
          <PromptEditor
            id="instructions"
            label="Instructions"
            value={words.instructions}
            onChange={(instructions) => onWords({ instructions })}
            onRun={onRun}
            enterSends={enterSends}
            placeholder="Instructions to every lane, such as “Answer in plain English.”"
            className={classNames("max-h-32 min-h-11 text-muted", ONE_LINE_ON_PHONES)}
          />
        </div>
      ) : null}
      <PromptEditor
        ref={editor}
        id="prompt"
        label="Prompt"
        value={words.prompt}
        onChange={(prompt) => onWords({ prompt })}
        onRun={onRun}
        enterSends={enterSends}
        recall
        placeholder="Ask every lane the same question…"
        className={classNames("max-h-[30dvh] min-h-12 sm:min-h-18", ONE_LINE_ON_PHONES)}
      />
      <ComposerBar
        end={
          <>
            {words.prompt || words.instructions ? <EstimateNote estimates={estimates} /> : null}
            <RunButton
              live={live}
              label="Run"
              enterSends={enterSends}
              disabled={words.prompt.trim() === ""}
              onRun={onRun}
              onStop={onStop}
            />
          </>
        }
      >
        {modeSwitch}
        <SettingsPanel lanes={setup.lanes} settings={setup.settings} onChange={setup.setSettings} />
        <Button
          variant="ghost"
          size="sm"
          aria-expanded={showInstructions}
          onClick={() => {
            setWantsInstructions(!showInstructions);
            if (showInstructions) onWords({ instructions: "" });
          }}
        >
          <MessageSquareText size={14} aria-hidden />
          {showInstructions ? "Remove instructions" : "Instructions"}
        </Button>
        <EnterKeyMenu />
      </ComposerBar>
    </ComposerFrame>
  );
}
