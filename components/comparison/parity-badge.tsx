"use client";

import { Scale } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Infotip } from "@/components/ui/infotip";
import { type ParityGap, thinkingGaps } from "@/lib/runs/thinking-parity";
import { useComparison } from "./comparison-context";
import { isLive, newestTurnOf, type TurnState } from "./lane-state";

/** Stands in the head of a lane that thought where others didn't, or the other way round, once all have ended. */
export function ParityBadge({ lane }: { lane: number }) {
  const reason = useComparison(
    (state) =>
      gapsOf(state.turns[newestTurnOf(state.turns, lane)]).find((gap) => gap.lane === lane)?.reason ?? null,
  );
  if (reason === null) return null;
  return (
    <Infotip
      className="flex"
      description={`${reason} Time to first answer, tokens and cost don't measure the same thing here.`}
    >
      <Badge tone="warning">
        <Scale size={11} aria-hidden />
        not comparable
      </Badge>
    </Infotip>
  );
}

const cache = new WeakMap<TurnState, ParityGap[]>();

/** Worked out once for all lanes of a turn. */
function gapsOf(turn: TurnState | undefined): ParityGap[] {
  if (!turn) return [];
  let gaps = cache.get(turn);
  if (!gaps) {
    gaps = turn.lanes.some(isLive) ? [] : thinkingGaps(turn.lanes.flatMap(({ run }) => run ?? []));
    cache.set(turn, gaps);
  }
  return gaps;
}
