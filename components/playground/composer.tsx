"use client";

import { MessageSquareText } from "lucide-react";
import { type ClipboardEvent, type DragEvent, type RefObject, useEffect, useState } from "react";
import { formatCount } from "@/components/numbers/format-metric";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Infotip } from "@/components/ui/infotip";
import { useToast } from "@/components/ui/toast";
import type { LaneSettings } from "@/lib/runs/settings";
import { formatCostRange, type LaneEstimate } from "./lane-estimate";
import { PromptEditor } from "./prompt-editor";
import { RunButton } from "./run-button";
import { SettingsPanel } from "./settings-panel";
import { appendFile, readTextFile } from "./text-files";
import type { Words } from "./use-draft";

export type ComposerProps = {
  words: Words;
  onWords: (change: Partial<Words>) => void;
  settings: LaneSettings;
  onSettings: (settings: LaneSettings) => void;
  inputTokens: number;
  costUsd: LaneEstimate["costUsd"];
  live: boolean;
  onRun: () => void;
  onStop: () => void;
  editor: RefObject<HTMLTextAreaElement | null>;
};

/** On a phone the answers need the room that a prompt takes, except while it is written. */
const ONE_LINE_ON_PHONES =
  "max-sm:not-focus:h-11 max-sm:not-focus:min-h-11 max-sm:not-focus:overflow-hidden max-sm:not-focus:pt-4.5 max-sm:not-focus:pb-0";

/** The prompt, its instructions and settings, and what they will cost: everything a run is started with. */
export function Composer({
  words,
  onWords,
  settings,
  onSettings,
  inputTokens,
  costUsd,
  live,
  onRun,
  onStop,
  editor,
}: ComposerProps) {
  const [wantsInstructions, setWantsInstructions] = useState(false);
  const showInstructions = wantsInstructions || words.instructions !== "";
  const { dragging, handlers } = useFileDrop((add) => onWords({ prompt: add(words.prompt) }));

  useEffect(() => {
    // On a phone, the keyboard would cover the page before it was seen.
    if (window.matchMedia("(hover: hover) and (pointer: fine)").matches)
      editor.current?.focus({ preventScroll: true });
  }, [editor]);

  return (
    <form
      aria-label="Prompt"
      onSubmit={(event) => {
        event.preventDefault();
        onRun();
      }}
      {...handlers}
      className={classNames(
        "flex flex-col rounded-lg border border-border-strong bg-surface shadow-card transition-colors focus-within:border-focus",
        dragging && "border-focus bg-accent-soft",
      )}
    >
      {showInstructions ? (
        <div className="border-b">
          <PromptEditor
            id="instructions"
            label="Instructions"
            value={words.instructions}
            onChange={(instructions) => onWords({ instructions })}
            onRun={onRun}
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
        recall
        placeholder="Ask every lane the same question…"
        className={classNames("max-h-[30dvh] min-h-12 sm:min-h-18", ONE_LINE_ON_PHONES)}
      />
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1.5 px-1.5 pb-1.5">
        <SettingsPanel settings={settings} onChange={onSettings} />
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
        <div className="ml-auto flex min-w-0 flex-wrap items-center justify-end gap-x-3 gap-y-1.5">
          <Estimate inputTokens={inputTokens} costUsd={costUsd} />
          <RunButton live={live} disabled={words.prompt.trim() === ""} onRun={onRun} onStop={onStop} />
        </div>
      </div>
    </form>
  );
}

function Estimate({ inputTokens, costUsd }: Pick<ComposerProps, "inputTokens" | "costUsd">) {
  if (inputTokens === 0) return null;
  return (
    <Infotip
      description="Our estimate before sending: the tokens of prompt and instructions, and the cost of all lanes together, from the prompt alone to the longest answers allowed."
      className="text-faint text-sm tabular-nums"
    >
      {`≈\u202f${formatCount(inputTokens)} tokens in · ${formatCostRange(costUsd)}`}
    </Infotip>
  );
}

/** Text files that are dropped or pasted become part of the prompt. */
function useFileDrop(onAdd: (add: (prompt: string) => string) => void) {
  const [dragging, setDragging] = useState(false);
  const toast = useToast();

  async function add(files: FileList) {
    const read = await Promise.all(Array.from(files, readTextFile));
    for (const file of read) {
      if ("problem" in file)
        toast.add({ title: "File not added", description: `${file.name} ${file.problem}.` });
    }
    const texts = read.filter((file) => "text" in file);
    if (texts.length > 0) onAdd((prompt) => texts.reduce(appendFile, prompt));
  }

  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: () => setDragging(false),
    onDrop: (event: DragEvent) => {
      setDragging(false);
      if (event.dataTransfer.files.length === 0) return;
      event.preventDefault();
      void add(event.dataTransfer.files);
    },
    onPaste: (event: ClipboardEvent) => {
      if (event.clipboardData.files.length === 0 || event.clipboardData.types.includes("text/plain")) return;
      event.preventDefault();
      void add(event.clipboardData.files);
    },
  };
  return { dragging, handlers };
}
