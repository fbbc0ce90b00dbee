import { Info } from "lucide-react";
import type { LaneState } from "./lane-state";

const ENDINGS: Partial<Record<LaneState["status"], string>> = {
  length: "Cut off by the output limit: the answer is longer than it was allowed to be.",
  filtered: "The provider's content filter ended this answer.",
  aborted: "Stopped. The text so far is kept; its tokens are estimated.",
};

/** What a reader should know about a run that did answer: how it ended, and what was not sent as asked. */
export function RunNotes({ lane }: { lane: LaneState }) {
  const ending = ENDINGS[lane.status];
  const warnings = lane.run?.warnings ?? [];
  const notes = [...(ending ? [ending] : []), ...warnings.map(({ message }) => message)];
  if (notes.length === 0) return null;
  return (
    <ul aria-label="Notes" className="mt-3 flex flex-col gap-1.5 border-t pt-3">
      {notes.map((note) => (
        <li key={note} className="flex gap-2 text-sm text-warning">
          <Info size={14} aria-hidden className="mt-[3px] shrink-0" />
          <span className="min-w-0 break-words">{note}</span>
        </li>
      ))}
    </ul>
  );
}
