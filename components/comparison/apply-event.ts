import type { ChunkEvent, MetricsEvent, RunEvent, StreamEvent, TurnEvent } from "@/lib/runs/events";
import { applyChunk } from "./apply-chunk";
import {
  isLive,
  type LaneState,
  laneAt,
  partsOfContent,
  queuedLane,
  type TurnState,
  textOf,
  withLane,
} from "./lane-state";

/** Which turn each lane is at: chunks name their lane alone. */
export type Progress = { turns: TurnState[]; turnOfLane: Record<number, number> };

/** Moves a comparison on by one event of its stream. Lanes that the event doesn't touch keep their identity. */
export function applyEvent(progress: Progress, event: StreamEvent): Progress {
  switch (event.type) {
    case "turn":
      return applyTurn(progress, event);
    case "chunk":
      return updateLane(progress, event.lane, (lane) => applyLaneChunk(lane, event.chunk));
    case "metrics":
      return updateLane(progress, event.lane, (lane) => applyMetrics(lane, event));
    case "run":
      return applyRun(progress, event);
  }
}

function applyTurn({ turns, turnOfLane }: Progress, event: TurnEvent): Progress {
  let turn = turns[event.turn] ?? { prompt: "", lanes: [] };
  const where = { ...turnOfLane };
  for (const { lane, id, offer } of event.runs) {
    where[lane] = event.turn;
    const known = laneAt(turn, lane);
    // A replayed stream names runs that have long ended: what the log says of them stands.
    if (known?.runId === id && known.run && !isLive(known)) continue;
    turn = withLane(turn, { ...queuedLane(lane, offer), runId: id });
  }
  const next = [...turns];
  next[event.turn] = turn;
  return { turns: next, turnOfLane: where };
}

function applyLaneChunk(lane: LaneState, chunk: ChunkEvent["chunk"]): LaneState {
  if (!isLive(lane)) return lane;
  if (chunk.type === "error") return { ...lane, status: "running", errorText: chunk.errorText };
  const parts = applyChunk(lane.parts, chunk);
  return parts === lane.parts && lane.status === "running" ? lane : { ...lane, status: "running", parts };
}

function applyMetrics(lane: LaneState, { type: _, lane: __, ...metrics }: MetricsEvent): LaneState {
  return isLive(lane) ? { ...lane, status: "running", metrics } : lane;
}

function applyRun(progress: Progress, { lane: index, run }: RunEvent): Progress {
  const placed = { ...progress, turnOfLane: { ...progress.turnOfLane, [index]: run.turn } };
  return updateLane(placed, index, (lane) => ({
    ...lane,
    runId: run.id,
    offer: run.offer,
    status: run.status,
    run,
    parts: settleParts(lane, run.content),
    errorText: null,
  }));
}

/** What was streamed keeps its order of reasoning, tools and text, unless the log knows more. */
function settleParts(lane: LaneState, content: RunEvent["run"]["content"]): LaneState["parts"] {
  const closed = lane.parts.map((part) => (part.type === "tool" ? part : { ...part, open: false }));
  if (!content) return closed;
  const complete =
    textOf(closed, "text") === content.text &&
    textOf(closed, "reasoning") === content.reasoning &&
    closed.filter((part) => part.type === "tool").length === content.toolCalls.length;
  if (!complete) return partsOfContent(content);
  return closed.map((part) => {
    const call = part.type === "tool" ? content.toolCalls.find(({ id }) => id === part.id) : undefined;
    return part.type === "tool" && call ? { ...part, call, done: true } : part;
  });
}

function updateLane(progress: Progress, index: number, update: (lane: LaneState) => LaneState): Progress {
  const turnIndex = progress.turnOfLane[index] ?? progress.turns.length - 1;
  const turn = progress.turns[turnIndex];
  const lane = laneAt(turn, index);
  if (!turn || !lane) return progress;
  const updated = update(lane);
  if (updated === lane) return progress;
  return { ...progress, turns: progress.turns.with(turnIndex, withLane(turn, updated)) };
}
