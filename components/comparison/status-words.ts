import { formatThroughput, UNKNOWN } from "@/components/numbers/format-metric";
import type { RunStatus } from "@/lib/runs/run";
import { isLive, type LaneState } from "./lane-state";

/** What a lane is doing, in one word or two. */
export function statusWord(lane: LaneState): string {
  if (lane.status !== "running") return STATUS_WORDS[lane.status];
  const last = lane.parts.at(-1);
  if (!last) return "Waiting";
  if (last.type === "reasoning") return "Thinking";
  return last.type === "tool" ? "Using a tool" : "Answering";
}

export const STATUS_WORDS: Record<Exclude<RunStatus, "running">, string> & { running: string } = {
  queued: "Queued",
  running: "Running",
  completed: "Done",
  length: "Cut off",
  filtered: "Filtered",
  aborted: "Stopped",
  failed: "Failed",
  interrupted: "Interrupted",
};

const ENDINGS: Partial<Record<RunStatus, string>> = {
  completed: "finished",
  length: "was cut off by its output limit",
  filtered: "was filtered by the provider",
  aborted: "was stopped",
  failed: "failed",
  interrupted: "was interrupted by a restart of the server",
};

/** One sentence for the status line: "GLM-4.7 at Z.ai finished, 87.4 tokens per second". Null while the lane runs. */
export function announcementOf(lane: LaneState, name: string): string | null {
  if (isLive(lane)) return null;
  const speed = formatThroughput(lane.run?.timing.throughputTps).replace(/\s*tok\/s$/, " tokens per second");
  const ending = `${name} ${ENDINGS[lane.status] ?? "ended"}`;
  return lane.status === "completed" && speed !== UNKNOWN ? `${ending}, ${speed}` : ending;
}
