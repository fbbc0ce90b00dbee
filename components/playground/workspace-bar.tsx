"use client";

import { ChevronRight, FileText, Plus, SquarePen } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useCatalog } from "@/components/comparison/catalog-context";
import { useComparison, useComparisonHandle } from "@/components/comparison/comparison-context";
import { ShareDialog } from "@/components/comparison/share-dialog";
import { comparisonToMarkdown } from "@/components/comparison/to-markdown";
import { Button, buttonClassName } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollBox } from "@/components/ui/scroll-region";
import { MAX_LANES } from "@/lib/runs/settings";
import { DeleteButton } from "./delete-button";
import { playgroundHref } from "./lane-params";
import { PresetsMenu } from "./presets-menu";
import type { SetupEditor } from "./use-setup";

/** What is being compared, and what can be done with all lanes at once. */
export function WorkspaceBar({ setup, live }: { setup: SetupEditor; live: boolean }) {
  const { store } = useComparisonHandle();
  const { offerName } = useCatalog();
  const id = useComparison((state) => state.id);
  const last = setup.lanes.at(-1);
  return (
    <div
      data-print="hide"
      className="flex shrink-0 flex-col border-b sm:min-h-11 sm:flex-row sm:items-center sm:justify-between sm:gap-4"
    >
      <ComparisonTitle />
      <div className="flex shrink-0 items-center gap-1.5 overflow-x-auto px-3 py-1.5 [scrollbar-width:none] sm:px-4">
        <PresetsMenu lanes={setup.lanes} onChoose={setup.setLanes} disabled={live} />
        <Button
          size="sm"
          disabled={live || setup.lanes.length >= MAX_LANES || !last}
          onClick={() => last && setup.addLane({ ...last, settings: {} })}
        >
          <Plus size={13} aria-hidden />
          Add lane
        </Button>
        {id ? (
          <>
            <span aria-hidden className="mx-1 h-4 w-px shrink-0 bg-border" />
            <CopyButton
              text={() => comparisonToMarkdown(store.get(), offerName)}
              label="Copy as Markdown"
              showLabel
              disabled={live}
            />
            <ShareDialog comparisonId={id} disabled={live} />
            <Link
              href={playgroundHref(setup, { prompt: "", instructions: "" })}
              className={buttonClassName("secondary", "sm")}
            >
              <SquarePen size={13} aria-hidden />
              New
            </Link>
            <DeleteButton comparisonId={id} disabled={live} />
          </>
        ) : null}
      </div>
    </div>
  );
}

/** The prompt in one line, which opens into all of it. */
function ComparisonTitle() {
  const prompt = useComparison((state) => state.turns[0]?.prompt ?? null);
  const turns = useComparison((state) => state.turns.length);
  const instructions = useComparison((state) => state.instructions);
  const [open, setOpen] = useState(false);
  if (prompt === null) {
    return <h1 className="px-4 py-2 font-medium text-base text-muted max-sm:sr-only">New comparison</h1>;
  }
  return (
    <div className="relative min-w-0 flex-1">
      <h1 className="flex min-w-0 px-2.5">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-9 min-w-0 items-center gap-1.5 rounded-md px-1.5 text-left font-medium text-base hover:bg-hover pointer-coarse:h-11"
        >
          <ChevronRight
            size={14}
            aria-hidden
            className={classNames(
              "shrink-0 text-faint transition-transform duration-100",
              open && "rotate-90",
            )}
          />
          <span className="truncate">{prompt}</span>
          {turns > 1 ? <span className="shrink-0 font-normal text-faint text-sm">{turns} turns</span> : null}
        </button>
      </h1>
      {open ? (
        <ScrollBox className="absolute top-full right-0 left-0 z-20 m-2 max-h-[50dvh] overflow-y-auto rounded-lg bg-raised p-4 shadow-popup">
          {instructions ? (
            <>
              <h2 className="mb-1 flex items-center gap-1.5 text-faint text-xs">
                <FileText size={12} aria-hidden />
                Instructions
              </h2>
              <p className="mb-4 whitespace-pre-wrap break-words text-muted">{instructions}</p>
            </>
          ) : null}
          <p className="whitespace-pre-wrap break-words">{prompt}</p>
        </ScrollBox>
      ) : null}
    </div>
  );
}
