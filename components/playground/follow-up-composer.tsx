"use client";

import { Info } from "lucide-react";
import { type ReactNode, type RefObject, useDeferredValue, useMemo } from "react";
import { estimateTokenCount } from "tokenx";
import { useCatalog } from "@/components/comparison/catalog-context";
import { useComparison } from "@/components/comparison/comparison-context";
import { tokensBefore } from "@/components/comparison/tokens-before";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { ComposerBar, ComposerFrame, ONE_LINE_ON_PHONES } from "./composer-frame";
import { EnterKeyMenu } from "./enter-key-menu";
import { EstimateNote } from "./estimate-note";
import { estimateLane, type LaneEstimate } from "./lane-estimate";
import { PromptEditor } from "./prompt-editor";
import { RunButton } from "./run-button";
import { useEnterKey } from "./use-enter-key";

/** How few lanes are called; more are counted. */
const LANES = ["no lane", "this lane", "both lanes"];

/** The next prompt of the shown comparison: its lanes, settings and instructions stand. */
export function FollowUpComposer({
  text,
  onText,
  lanes,
  changed,
  live,
  modeSwitch,
  onSend,
  onStop,
  onNewComparison,
  editor,
}: {
  text: string;
  onText: (text: string) => void;
  /** The lanes of the comparison that it goes to. */
  lanes: number[];
  /** Whether lanes or settings on the page differ from the comparison's. */
  changed: boolean;
  live: boolean;
  modeSwitch: ReactNode;
  onSend: () => void;
  onStop: () => void;
  onNewComparison: () => void;
  editor: RefObject<HTMLTextAreaElement | null>;
}) {
  const enterSends = useEnterKey()[0] === "usual";
  const estimates = useFollowUpEstimates(text, lanes);
  return (
    <>
      {changed ? <ChangedNote none={lanes.length === 0} onNewComparison={onNewComparison} /> : null}
      <ComposerFrame
        label="Follow-up"
        editor={editor}
        onSubmit={onSend}
        onAddText={(add) => onText(add(text))}
      >
        <PromptEditor
          ref={editor}
          id="follow-up"
          label="Follow-up prompt"
          value={text}
          onChange={onText}
          onRun={onSend}
          enterSends={enterSends}
          recall
          placeholder={`Ask ${LANES[lanes.length] ?? `all ${lanes.length} lanes`} a follow-up…`}
          className={classNames("max-h-[30dvh] min-h-12", ONE_LINE_ON_PHONES)}
        />
        <ComposerBar
          end={
            <>
              {text.trim() ? <EstimateNote estimates={estimates} /> : null}
              <RunButton
                live={live}
                label="Send"
                enterSends={enterSends}
                disabled={text.trim() === "" || lanes.length === 0}
                onRun={onSend}
                onStop={onStop}
              />
            </>
          }
        >
          {modeSwitch}
          <EnterKeyMenu />
        </ComposerBar>
      </ComposerFrame>
    </>
  );
}

function ChangedNote({ none, onNewComparison }: { none: boolean; onNewComparison: () => void }) {
  return (
    <div role="note" className="flex items-center gap-2 px-1 text-muted text-sm">
      <Info size={14} aria-hidden className="shrink-0 text-faint" />
      <p className="min-w-0 flex-1 text-pretty">
        {none
          ? "None of these lanes is part of the comparison, so there is nothing to follow up."
          : "A follow-up goes to the comparison's own lanes, with its settings. What you changed needs a new one."}
      </p>
      <Button size="sm" onClick={onNewComparison}>
        New comparison
      </Button>
    </div>
  );
}

/** A lane gets all that was said in it once more, so that a follow-up costs more than its own words. */
function useFollowUpEstimates(text: string, lanes: number[]): LaneEstimate[] {
  const catalog = useCatalog();
  const compared = useComparison((state) => state.lanes);
  const settings = useComparison((state) => state.settings);
  const earlier = useComparison((state) =>
    lanes.map((lane) => tokensBefore(state.turns, state.turns.length, lane)).join(),
  );
  // Estimates may lag behind typing, never hold it up.
  const estimatedText = useDeferredValue(text);
  return useMemo(() => {
    const own = estimateTokenCount(estimatedText);
    const before = earlier.split(",").map(Number);
    return lanes.flatMap((index, at) => {
      const lane = compared[index];
      return lane ? [estimateLane(lane, catalog.offer(lane.offer), settings, own + (before[at] ?? 0))] : [];
    });
  }, [estimatedText, earlier, lanes, compared, settings, catalog]);
}
