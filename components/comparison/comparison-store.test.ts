import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StreamEvent } from "@/lib/runs/events";
import { ApiProblem } from "./api-problem";
import { aComparison, aRun } from "./comparison-fixtures";
import { ComparisonStore, hasLiveLane } from "./comparison-store";
import { newestLane, newestTurnOf, textOf } from "./lane-state";

/** The browser's frames, played by hand. */
let frames: FrameRequestCallback[] = [];
const nextFrame = () => {
  const due = frames;
  frames = [];
  for (const callback of due) callback(0);
};

beforeEach(() => {
  frames = [];
  vi.stubGlobal("document", { hidden: false });
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
});
afterEach(() => vi.unstubAllGlobals());

const lane = { offer: "zai/glm-4.7", upstream: null, dialect: null, settings: {} };
const setup = { instructions: null, settings: {}, lanes: [lane, lane] };
const turn: StreamEvent = {
  type: "turn",
  comparisonId: "c",
  turn: 0,
  runs: [
    { lane: 0, id: "a", offer: lane.offer },
    { lane: 1, id: "b", offer: lane.offer },
  ],
};
const delta = (text: string): StreamEvent => ({
  type: "chunk",
  lane: 0,
  chunk: { type: "text-delta", id: "0", delta: text },
});
const answer = (store: ComparisonStore) => textOf(store.get().turns[0]?.lanes[0]?.parts ?? [], "text");

describe("a comparison in the browser", () => {
  it("shows all that arrived within a frame at once", () => {
    const store = new ComparisonStore(null);
    store.begin(setup, "Hi");
    let renderings = 0;
    store.subscribe(() => {
      renderings += 1;
    });
    store.receive({ id: "1", event: turn });
    for (let n = 0; n < 50; n += 1) store.receive({ id: `${n + 2}`, event: delta("x") });
    expect(answer(store)).toBe("");
    nextFrame();
    expect(answer(store)).toBe("x".repeat(50));
    expect(renderings).toBe(1);
    expect(store.get().id).toBe("c");
  });

  it("takes an event that comes by two streams once", () => {
    const store = new ComparisonStore(null);
    store.begin(setup, "Hi");
    for (const _ of [1, 2]) {
      store.receive({ id: "1", event: turn });
      store.receive({ id: "2", event: delta("once") });
    }
    nextFrame();
    expect(answer(store)).toBe("once");
  });

  it("is live until every lane has ended", () => {
    const store = new ComparisonStore(null);
    store.begin(setup, "Hi");
    store.receive({ id: "1", event: turn });
    store.receive({ id: "2", event: { type: "run", lane: 0, run: aRun({ id: "a", lane: 0 }) } });
    nextFrame();
    expect(hasLiveLane(store.get())).toBe(true);
    store.receive({ id: "3", event: { type: "run", lane: 1, run: aRun({ id: "b", lane: 1 }) } });
    nextFrame();
    expect(hasLiveLane(store.get())).toBe(false);
  });
});

describe("a follow-up", () => {
  it("may be for some lanes only; the others stand where they were", () => {
    const store = new ComparisonStore(aComparison([aRun({ lane: 0 }), aRun({ id: "b", lane: 1 })]));
    store.beginTurn("And then?", [1]);
    const { turns } = store.get();
    expect([0, 1].map((lane) => newestLane(turns, lane)?.status)).toEqual(["completed", "queued"]);
    store.receive({
      id: "1",
      event: {
        type: "turn",
        comparisonId: "comparison",
        turn: 1,
        runs: [{ lane: 1, id: "c", offer: lane.offer }],
      },
    });
    store.receive({ id: "2", event: { ...delta("Then"), lane: 1 } as StreamEvent });
    store.receive({ id: "3", event: { type: "run", lane: 1, run: aRun({ id: "c", lane: 1, turn: 1 }) } });
    nextFrame();
    expect(newestTurnOf(store.get().turns, 0)).toBe(0);
    expect(newestLane(store.get().turns, 1)).toMatchObject({ runId: "c", status: "completed" });
    expect(store.get().turns[0]?.lanes.map(({ runId }) => runId)).toEqual(["run-0", "b"]);
  });

  it("is what a retry of a lane runs again, and a lane without one its earlier turn", () => {
    const store = new ComparisonStore(aComparison([aRun({ lane: 0 }), aRun({ id: "b", lane: 1 })]));
    store.beginTurn("And then?", [1]);
    store.receive({ id: "3", event: { type: "run", lane: 1, run: aRun({ id: "c", lane: 1, turn: 1 }) } });
    nextFrame();
    store.beginRetry(0);
    expect(store.get().turns.map(({ lanes }) => lanes.map(({ status }) => status))).toEqual([
      ["queued", "completed"],
      ["completed"],
    ]);
  });

  it("takes a cost that was looked up later", () => {
    const run = aRun({ lane: 0 });
    const store = new ComparisonStore(aComparison([run]));
    store.refresh({ ...run, cost: { ...run.cost, billedUsd: "0.0002", lookedUpUsd: "0.0002" } });
    expect(store.get().turns[0]?.lanes[0]?.run?.cost.billedUsd).toBe("0.0002");
    store.refresh({ ...run, id: "another", cost: { ...run.cost, billedUsd: "9" } });
    expect(store.get().turns[0]?.lanes[0]?.run?.cost.billedUsd).toBe("0.0002");
  });
});

describe("a request that failed as a whole", () => {
  const problem = new ApiProblem("The database does not answer.");

  it("leaves what was shown before, and says why", () => {
    const store = new ComparisonStore(aComparison([aRun({ lane: 0 }), aRun({ id: "b", lane: 1 })]));
    store.begin(setup, "Another");
    store.fail(problem);
    expect(store.get()).toMatchObject({ id: "comparison", problem, turns: [{ prompt: "Prompt" }] });
  });

  it("drops a follow-up that was refused, and keeps the turns before it", () => {
    const store = new ComparisonStore(aComparison([aRun({ lane: 0 }), aRun({ id: "b", lane: 1 })]));
    store.beginTurn("And then?", [1]);
    expect(store.get().turns[1]).toMatchObject({
      prompt: "And then?",
      lanes: [{ lane: 1, status: "queued" }],
    });
    store.fail(problem);
    expect(store.get().turns).toMatchObject([{ prompt: "Prompt" }]);
  });

  it("gives a lane back its answer when its retry was refused, and leaves the others alone", () => {
    const store = new ComparisonStore(aComparison([aRun({ lane: 0 }), aRun({ id: "b", lane: 1 })]));
    store.beginRetry(0);
    expect(store.get().turns[0]?.lanes[0]?.status).toBe("queued");
    store.fail(problem);
    expect(store.get().turns[0]?.lanes.map(({ status }) => status)).toEqual(["completed", "completed"]);
  });
});
