import type { StreamEvent } from "@/lib/runs/events";
import type { Comparison, Lane, Run } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";
import type { ApiProblem } from "./api-problem";
import { applyEvent } from "./apply-event";
import { isLive, laneAt, newestTurnOf, queuedLane, type TurnState, turnsOf, withLane } from "./lane-state";
import { ownLanes } from "./own-settings";
import type { Received } from "./read-event-stream";

export type Setup = { instructions: string | null; settings: LaneSettings; lanes: Lane[] };

export type ComparisonState = Setup & {
  /** Null until the server has named it. */
  id: string | null;
  turns: TurnState[];
  turnOfLane: Record<number, number>;
  /** Why the comparison as a whole could not go on; a lane's own fault stands in its lane. */
  problem: ApiProblem | null;
  /** Tries again what ended with `problem`; null where that is the composer's to do. */
  again: (() => void) | null;
  /** The stream is gone and being looked for. */
  reconnecting: boolean;
};

const EMPTY: ComparisonState = {
  id: null,
  instructions: null,
  settings: {},
  lanes: [],
  turns: [],
  turnOfLane: {},
  problem: null,
  again: null,
  reconnecting: false,
};

/**
 * A comparison as this page knows it. Events are gathered and applied once a frame, however many arrive:
 * twelve lanes then cost one rendering each a frame, not one a token.
 */
export class ComparisonStore {
  #state: ComparisonState;
  /** What stood before the latest request. */
  #before: ComparisonState = EMPTY;
  #listeners = new Set<() => void>();
  #pending: StreamEvent[] = [];
  #scheduled = false;
  /** A retry's events travel in its own stream and in the comparison's. */
  #seen = new Set<string>();

  constructor(comparison: Comparison | null) {
    this.#state = comparison ? stateOf(comparison) : EMPTY;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly get = (): ComparisonState => this.#state;

  receive({ id, event }: Received): void {
    if (id !== null) {
      if (this.#seen.has(id)) return;
      this.#seen.add(id);
    }
    this.#pending.push(event);
    this.#schedule();
  }

  /** A new comparison, before the server has answered: its lanes stand waiting. */
  begin(setup: Setup, prompt: string): void {
    this.#forgetStream();
    this.#before = this.#state;
    const lanes = setup.lanes.map((lane, index) => queuedLane(index, lane.offer));
    this.#set({ ...EMPTY, ...setup, turns: [{ prompt, lanes }] });
  }

  /** The next turn of the comparison, in some of its lanes, before the server has named its runs. */
  beginTurn(prompt: string, laneIndices: readonly number[]): void {
    this.#before = this.#state;
    const lanes = laneIndices.flatMap((index) => {
      const lane = this.#state.lanes[index];
      return lane ? [queuedLane(index, lane.offer)] : [];
    });
    const turns = [...this.#state.turns, { prompt, lanes }];
    this.#set({ ...this.#state, problem: null, again: null, turns });
  }

  /** A lane's newest turn starts over, before the server has named the new run. */
  beginRetry(laneIndex: number): void {
    const { turns } = this.#state;
    const turnIndex = newestTurnOf(turns, laneIndex);
    const turn = turns[turnIndex];
    const lane = laneAt(turn, laneIndex);
    if (!turn || !lane) return;
    // Another retry may be waiting to be named: what stood before that one stands before this one, too.
    this.#before = { ...this.#state, turns: withoutUnnamed(turns, this.#before.turns) };
    const restarted = withLane(turn, queuedLane(laneIndex, lane.offer));
    this.#set({ ...this.#state, problem: null, again: null, turns: turns.with(turnIndex, restarted) });
  }

  /** What the log knows of an ended run by now, such as a cost that was looked up later. */
  refresh(run: Run): void {
    this.flush();
    const turn = this.#state.turns[run.turn];
    const lane = laneAt(turn, run.lane);
    if (!turn || lane?.runId !== run.id || isLive(lane)) return;
    const refreshed = withLane(turn, { ...lane, run });
    this.#set({ ...this.#state, turns: this.#state.turns.with(run.turn, refreshed) });
  }

  /** What the log says replaces what was streamed; the stream may then be read from its start. */
  load(comparison: Comparison): void {
    this.#forgetStream();
    this.#set(stateOf(comparison));
  }

  reset(): void {
    this.#forgetStream();
    this.#set(EMPTY);
  }

  /** What the server never took on is undone: the page shows what it showed before, why, and how to try again. */
  fail(problem: ApiProblem, again: (() => void) | null = null): void {
    this.flush();
    const before = this.#before;
    const turns = withoutUnnamed(this.#state.turns, before.turns);
    const state = this.#state.id === null ? before : { ...this.#state, turns };
    this.#set({ ...state, problem, again, reconnecting: false });
  }

  update(change: Partial<ComparisonState>): void {
    this.flush();
    this.#set({ ...this.#state, ...change });
  }

  readonly flush = (): void => {
    this.#scheduled = false;
    if (this.#pending.length === 0) return;
    const events = this.#pending;
    this.#pending = [];
    let state = this.#state;
    for (const event of events) {
      const { turns, turnOfLane } = applyEvent(state, event);
      const id = event.type === "turn" ? event.comparisonId : state.id;
      if (turns !== state.turns || id !== state.id) state = { ...state, id, turns, turnOfLane };
    }
    if (state !== this.#state) this.#set(state);
  };

  #forgetStream(): void {
    this.#pending = [];
    this.#seen.clear();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    // Hidden pages get no animation frames, and the title and the log of events should still move on.
    if (document.hidden) setTimeout(this.flush, 250);
    else requestAnimationFrame(this.flush);
  }

  #set(state: ComparisonState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** The turns with what stood before in the place of lanes that the server has not named. */
function withoutUnnamed(turns: TurnState[], before: readonly TurnState[]): TurnState[] {
  return turns.flatMap((turn, index) => {
    const lanes = turn.lanes.flatMap((lane) =>
      lane.runId === null && isLive(lane) ? (laneAt(before[index], lane.lane) ?? []) : lane,
    );
    return lanes.length > 0 ? [{ ...turn, lanes }] : [];
  });
}

function stateOf(comparison: Comparison): ComparisonState {
  const { id, instructions, settings } = comparison;
  return { ...EMPTY, id, instructions, settings, lanes: ownLanes(comparison), turns: turnsOf(comparison) };
}

/** Whether any lane is still being answered. */
export function hasLiveLane({ turns }: Pick<ComparisonState, "turns">): boolean {
  return turns.some(({ lanes }) => lanes.some(isLive));
}
