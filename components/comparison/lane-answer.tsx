"use client";

import { AnswerText } from "./answer-text";
import { useComparison, useComparisonHandle } from "./comparison-context";
import { isLive, type LaneState, laneAt, newestTurnOf, type Part } from "./lane-state";
import { ReasoningBlock } from "./reasoning-block";
import { RunErrorCard } from "./run-error-card";
import { RunNotes } from "./run-notes";
import { ToolCallCard } from "./tool-call-card";
import { TurnFigures } from "./turn-figures";
import { TurnPrompt } from "./turn-prompt";

/** One lane's answer to one turn. */
export function LaneAnswer({ turn, lane: index, raw }: { turn: number; lane: number; raw: boolean }) {
  const lane = useComparison((state) => laneAt(state.turns[turn], index));
  const prompt = useComparison((state) => (state.turns.length > 1 ? state.turns[turn]?.prompt : undefined));
  const isNewest = useComparison((state) => turn === newestTurnOf(state.turns, index));
  const { session, onTryOffer } = useComparisonHandle();
  if (!lane) return null;
  const live = isLive(lane);
  const failed = lane.status === "failed" || lane.status === "interrupted";
  return (
    <div className="not-last:mb-5 not-last:border-b not-last:pb-4">
      {prompt === undefined ? null : <TurnPrompt prompt={prompt} isFollowUp={turn > 0} />}
      {lane.parts.map((part, at) => (
        <PartView
          key={`${part.type}-${part.id}-${lane.parts.slice(0, at).filter((other) => other.id === part.id).length}`}
          part={part}
          lane={lane}
          streaming={live && at === lane.parts.length - 1}
          raw={raw}
        />
      ))}
      {live && lane.parts.length === 0 ? <WaitingLines /> : null}
      {lane.status === "queued" ? (
        <p className="animate-appear-late pt-2.5 text-muted text-sm">
          Waiting for its turn: the runs before it go first.
        </p>
      ) : null}
      {!live && !failed && lane.parts.length === 0 ? (
        <p className="text-faint">The answer is empty.</p>
      ) : null}
      {failed ? (
        <RunErrorCard
          lane={lane}
          onRetry={session && isNewest && lane.runId ? () => void session.retry(index) : undefined}
          onTryOffer={onTryOffer && isNewest ? (offer) => onTryOffer(index, offer) : undefined}
        />
      ) : null}
      <RunNotes lane={lane} />
      {isNewest ? null : <TurnFigures lane={lane} />}
    </div>
  );
}

function PartView({
  part,
  lane,
  streaming,
  raw,
}: {
  part: Part;
  lane: LaneState;
  streaming: boolean;
  raw: boolean;
}) {
  if (part.type === "tool") return <ToolCallCard call={part.call} error={part.error} done={part.done} />;
  if (part.type === "text") return <AnswerText text={part.text} streaming={streaming} raw={raw} />;
  if (part.text.trim() === "") return null;
  const only = lane.parts.filter(({ type }) => type === "reasoning").length === 1;
  return (
    <ReasoningBlock
      text={part.text}
      thinking={streaming}
      // The run's figures are sums: they belong to a block only when it is the only one.
      thinkingMs={only ? (lane.run?.timing.thinkingMs ?? liveThinkingMs(lane)) : null}
      reasoningTokens={only ? (lane.run?.usage?.reasoningTokens ?? null) : null}
    />
  );
}

function liveThinkingMs({ metrics }: LaneState): number | null {
  if (metrics?.firstAnswerMs == null || metrics.ttftMs == null) return null;
  return metrics.firstAnswerMs - metrics.ttftMs;
}

/** The shape of an answer to come. */
function WaitingLines() {
  return (
    <div aria-hidden className="flex animate-breathe flex-col gap-2.5 pt-1.5">
      <span className="h-2.5 w-11/12 rounded-full bg-hover" />
      <span className="h-2.5 w-4/5 rounded-full bg-hover" />
      <span className="h-2.5 w-3/5 rounded-full bg-hover" />
    </div>
  );
}
