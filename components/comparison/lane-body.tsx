"use client";

import { ArrowDown } from "lucide-react";
import { useEffect } from "react";
import { useStickToBottom } from "use-stick-to-bottom";
import { Button } from "@/components/ui/button";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useCatalog } from "./catalog-context";
import { useComparison } from "./comparison-context";
import { LaneAnswer } from "./lane-answer";
import { isLive, type LaneState } from "./lane-state";

/** A lane's conversation. It follows its live edge until the reader scrolls away. */
export function LaneBody({ lane, raw }: { lane: LaneState; raw: boolean }) {
  const catalog = useCatalog();
  const turns = useComparison((state) => state.turns.length);
  const live = isLive(lane);
  const { scrollRef, contentRef, isAtBottom, scrollToBottom } = useStickToBottom({
    resize: "instant",
    // A conversation is opened at its newest answer, a single answer at its beginning.
    initial: live || turns > 1 ? "instant" : false,
  });

  const started = lane.parts.length > 0;
  useEffect(() => {
    // A new run starts at its live edge, wherever the last one was left.
    if (live && !started) void scrollToBottom("instant");
  }, [live, started, scrollToBottom]);

  return (
    <div className="relative min-h-0 flex-1" data-print="expand">
      <ScrollRegion
        ref={scrollRef}
        role="log"
        // The status line announces events; tokens read aloud from twelve lanes would be noise.
        aria-live="off"
        aria-busy={live}
        aria-label={`Answer of ${catalog.offerName(lane.offer)}`}
        data-print="expand"
        className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px]"
      >
        <div ref={contentRef} className="px-4 py-3 [contain:layout_style]">
          {Array.from({ length: turns }, (_, turn) => (
            <LaneAnswer key={`${turn}`} turn={turn} lane={lane.lane} raw={raw} />
          ))}
        </div>
      </ScrollRegion>
      {isAtBottom || !live ? null : (
        <Button
          size="sm"
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-popup"
          onClick={() => void scrollToBottom()}
        >
          <ArrowDown size={13} aria-hidden />
          Jump to latest
        </Button>
      )}
    </div>
  );
}
