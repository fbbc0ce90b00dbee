import { laneAt, type TurnState } from "./lane-state";

/**
 * What a lane has been through before a turn, which goes out again with its prompt: the tokens in and out of its
 * newest counted run. 0 where there is none.
 */
export function tokensBefore(turns: readonly TurnState[], turn: number, lane: number): number {
  for (let index = Math.min(turn, turns.length) - 1; index >= 0; index -= 1) {
    const usage = laneAt(turns[index], lane)?.run?.usage;
    if (usage?.inputTokens != null) return usage.inputTokens + (usage.outputTokens ?? 0);
  }
  return 0;
}
