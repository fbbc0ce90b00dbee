"use client";

import { CornerDownRight } from "lucide-react";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";

/** Longer ones are cut to three lines: in twelve lanes, a prompt must not push its answers away. */
const SHORT_CHARACTERS = 160;

/** A turn's prompt above its answer. */
export function TurnPrompt({ prompt, isFollowUp }: { prompt: string; isFollowUp: boolean }) {
  const [whole, setWhole] = useState(false);
  const isLong = prompt.length > SHORT_CHARACTERS || prompt.split("\n").length > 3;
  return (
    <div className="mb-3 flex gap-2 rounded-md bg-sunken px-2.5 py-1.5 text-muted text-sm">
      <CornerDownRight size={13} aria-hidden className="mt-[3px] shrink-0 text-faint" />
      <div className="min-w-0 flex-1">
        <span className="sr-only">{isFollowUp ? "Follow-up: " : "Prompt: "}</span>
        <p className={classNames("whitespace-pre-wrap break-words", isLong && !whole && "line-clamp-3")}>
          {prompt}
        </p>
        {isLong ? (
          <button
            type="button"
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
            className="min-h-6 rounded-sm text-accent text-xs hover:underline pointer-coarse:min-h-11 print:hidden"
          >
            {whole ? "Show less" : "Show all"}
          </button>
        ) : null}
      </div>
    </div>
  );
}
