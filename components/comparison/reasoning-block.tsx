"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { formatMs, formatTokens } from "@/components/numbers/format-metric";
import { classNames } from "@/components/ui/class-names";
import { PlainAnswer } from "./plain-answer";

/** Open while the model thinks, folded once it answers; but a reader's own choice stands. */
export function ReasoningBlock({
  text,
  thinking,
  thinkingMs,
  reasoningTokens,
}: {
  text: string;
  thinking: boolean;
  thinkingMs: number | null;
  reasoningTokens: number | null;
}) {
  const [choice, setChoice] = useState<boolean | null>(null);
  const open = choice ?? thinking;
  const facts = [
    thinkingMs === null ? "Thought" : `Thought for ${formatMs(thinkingMs)}`,
    reasoningTokens ? formatTokens(reasoningTokens) : null,
  ].filter(Boolean);
  return (
    <div className="mb-3">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setChoice(!open)}
        className="-ml-1 flex min-h-6 items-center gap-1 rounded-sm px-1 text-muted text-sm hover:text-text pointer-coarse:min-h-11"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className={classNames("text-faint transition-transform duration-100", open && "rotate-90")}
        />
        <span>{thinking ? "Thinking…" : facts.join(" · ")}</span>
      </button>
      {open ? (
        <div className="mt-1.5 ml-1.5 border-l-2 pl-3 text-muted text-sm">
          <PlainAnswer text={text} />
        </div>
      ) : null}
    </div>
  );
}
