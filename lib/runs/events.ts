/** What travels in a comparison's one stream, each event tagged with its lane. */
import type { UIMessageChunk } from "ai";
import type { Run } from "./run";

export type TurnEvent = {
  type: "turn";
  comparisonId: string;
  turn: number;
  runs: { lane: number; id: string; offer: string }[];
};

export type ChunkEvent = { type: "chunk"; lane: number; chunk: UIMessageChunk };

/** Live figures, at most four a second a lane; null until known. */
export type MetricsEvent = {
  type: "metrics";
  lane: number;
  ttftMs: number | null;
  firstAnswerMs: number | null;
  /** Estimated from the text so far until the provider's count arrives. */
  outputTokens: number | null;
  throughputTps: number | null;
  /** Since the request was sent. */
  elapsedMs: number | null;
};

/** The last event of a lane. */
export type RunEvent = { type: "run"; lane: number; run: Run };

export type StreamEvent = TurnEvent | ChunkEvent | MetricsEvent | RunEvent;
