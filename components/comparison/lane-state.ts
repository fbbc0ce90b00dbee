import type { MetricsEvent } from "@/lib/runs/events";
import {
  type Comparison,
  isTerminal,
  type Run,
  type RunContent,
  type RunStatus,
  type ToolCall,
} from "@/lib/runs/run";

/** What a lane says, in the order in which it says it. */
export type Part =
  | { type: "reasoning"; id: string; text: string; open: boolean }
  | { type: "text"; id: string; text: string; open: boolean }
  | { type: "tool"; id: string; call: ToolCall; error: string | null; done: boolean };

type LiveMetrics = Omit<MetricsEvent, "type" | "lane">;

/** One lane's answer to one turn, as far as it has come. */
export type LaneState = {
  lane: number;
  /** Null until the server has named the run. */
  runId: string | null;
  offer: string;
  status: RunStatus;
  parts: Part[];
  metrics: LiveMetrics | null;
  /** Set by the lane's last event. */
  run: Run | null;
  /** What the stream said went wrong, until the run itself says it. */
  errorText: string | null;
};

/** One prompt and the lanes that it went to, in their order; a follow-up may be for some of them only. */
export type TurnState = { prompt: string; lanes: LaneState[] };

/** A lane's part in a turn; undefined where it took none. */
export function laneAt(turn: TurnState | undefined, lane: number): LaneState | undefined {
  return turn?.lanes.find((candidate) => candidate.lane === lane);
}

/** The turn with one lane put in, or in the place of what it was. */
export function withLane(turn: TurnState, lane: LaneState): TurnState {
  const others = turn.lanes.filter((other) => other.lane !== lane.lane);
  return { ...turn, lanes: [...others, lane].sort((a, b) => a.lane - b.lane) };
}

/** The place of the newest turn that a lane took part in; -1 where there is none. */
export function newestTurnOf(turns: readonly TurnState[], lane: number): number {
  return turns.findLastIndex((turn) => laneAt(turn, lane) !== undefined);
}

/** Where a lane stands now: its part in the newest turn that it took part in. */
export function newestLane(turns: readonly TurnState[], lane: number): LaneState | undefined {
  return laneAt(turns[newestTurnOf(turns, lane)], lane);
}

export function queuedLane(lane: number, offer: string): LaneState {
  return { lane, runId: null, offer, status: "queued", parts: [], metrics: null, run: null, errorText: null };
}

/** A lane as the log remembers it. */
export function laneOfRun(run: Run): LaneState {
  return {
    lane: run.lane,
    runId: run.id,
    offer: run.offer,
    status: run.status,
    parts: run.content ? partsOfContent(run.content) : [],
    metrics: null,
    run,
    errorText: null,
  };
}

/** The log keeps text, reasoning and tool calls apart: they come back in the order in which models speak. */
export function partsOfContent(content: RunContent): Part[] {
  const parts: Part[] = [];
  if (content.reasoning)
    parts.push({ type: "reasoning", id: "reasoning", text: content.reasoning, open: false });
  for (const call of content.toolCalls)
    parts.push({ type: "tool", id: call.id, call, error: null, done: true });
  if (content.text) parts.push({ type: "text", id: "text", text: content.text, open: false });
  return parts;
}

/** Every turn with the latest attempt of each of its lanes. */
export function turnsOf(comparison: Comparison): TurnState[] {
  return comparison.turns.map(({ prompt, runs }) => ({
    prompt,
    lanes: comparison.lanes.flatMap((_, index) => {
      const attempts = runs.filter((run) => run.lane === index);
      const latest = attempts.reduce<Run | null>(
        (best, run) => (best && best.attempt > run.attempt ? best : run),
        null,
      );
      return latest ? [laneOfRun(latest)] : [];
    }),
  }));
}

export function isLive(lane: LaneState): boolean {
  return !isTerminal(lane.status);
}

export function textOf(parts: Part[], type: "text" | "reasoning"): string {
  return parts.map((part) => (part.type === type ? part.text : "")).join("");
}
