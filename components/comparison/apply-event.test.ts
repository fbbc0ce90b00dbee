import { describe, expect, it } from "vitest";
import type { StreamEvent } from "@/lib/runs/events";
import { applyEvent, type Progress } from "./apply-event";
import { aComparison, aRun } from "./comparison-fixtures";
import { queuedLane, textOf, turnsOf } from "./lane-state";

const started: Progress = {
  turns: [{ prompt: "Hi", lanes: [queuedLane(0, "zai/glm-4.6"), queuedLane(1, "zai/glm-4.7")] }],
  turnOfLane: {},
};

const turn: StreamEvent = {
  type: "turn",
  comparisonId: "c",
  turn: 0,
  runs: [
    { lane: 0, id: "a", offer: "zai/glm-4.6" },
    { lane: 1, id: "b", offer: "zai/glm-4.7" },
  ],
};

const play = (events: StreamEvent[], from = started) => events.reduce(applyEvent, from);
const chunk = (lane: number, value: Extract<StreamEvent, { type: "chunk" }>["chunk"]): StreamEvent => ({
  type: "chunk",
  lane,
  chunk: value,
});

describe("a live lane", () => {
  it("gathers reasoning, tools and text in the order they came", () => {
    const { turns } = play([
      turn,
      chunk(1, { type: "reasoning-start", id: "0" }),
      chunk(1, { type: "reasoning-delta", id: "0", delta: "Hm" }),
      chunk(1, { type: "reasoning-end", id: "0" }),
      chunk(1, {
        type: "tool-input-available",
        toolCallId: "t",
        toolName: "weather",
        input: { location: "Lisbon" },
      }),
      chunk(1, { type: "tool-output-available", toolCallId: "t", output: { temperature: 17 } }),
      chunk(1, { type: "text-start", id: "0" }),
      chunk(1, { type: "text-delta", id: "0", delta: "17 " }),
      chunk(1, { type: "text-delta", id: "0", delta: "degrees" }),
    ]);
    const lane = turns[0]?.lanes[1];
    expect(lane?.parts.map(({ type }) => type)).toEqual(["reasoning", "tool", "text"]);
    expect(textOf(lane?.parts ?? [], "text")).toBe("17 degrees");
    expect(lane?.parts[1]).toMatchObject({ done: true, call: { output: { temperature: 17 } } });
    expect(lane?.status).toBe("running");
  });

  it("is queued until its run goes out", () => {
    const announced = play([turn]);
    expect(announced.turns[0]?.lanes.map(({ status }) => status)).toEqual(["queued", "queued"]);
    const figures = {
      ttftMs: null,
      firstAnswerMs: null,
      outputTokens: null,
      throughputTps: null,
      elapsedMs: 3,
    };
    const { turns } = play([{ type: "metrics", lane: 1, ...figures }], announced);
    expect(turns[0]?.lanes.map(({ status }) => status)).toEqual(["queued", "running"]);
  });

  it("leaves the other lanes untouched, so that they need not render", () => {
    const before = play([turn]);
    const after = play([chunk(1, { type: "text-delta", id: "0", delta: "x" })], before);
    expect(after.turns[0]?.lanes[0]).toBe(before.turns[0]?.lanes[0]);
  });

  it("takes a delta whose start was lost", () => {
    const { turns } = play([turn, chunk(0, { type: "text-delta", id: "7", delta: "x" })]);
    expect(textOf(turns[0]?.lanes[0]?.parts ?? [], "text")).toBe("x");
  });

  it("shows a call whose arguments don't parse as invalid", () => {
    const { turns } = play([
      turn,
      chunk(0, {
        type: "tool-input-error",
        toolCallId: "t",
        toolName: "f",
        input: "{",
        errorText: "not JSON",
      }),
    ]);
    expect(turns[0]?.lanes[0]?.parts[0]).toMatchObject({ error: "not JSON", call: { invalid: true } });
  });
});

describe("the end of a lane", () => {
  it("keeps the streamed order when the log says the same", () => {
    const run = aRun({ id: "a", content: { text: "ab", reasoning: "", toolCalls: [] } });
    const streamed = play([
      turn,
      chunk(0, { type: "text-delta", id: "0", delta: "a" }),
      chunk(0, { type: "text-delta", id: "1", delta: "b" }),
    ]);
    const { turns } = play([{ type: "run", lane: 0, run }], streamed);
    expect(turns[0]?.lanes[0]?.parts).toHaveLength(2);
    expect(turns[0]?.lanes[0]?.status).toBe("completed");
  });

  it("takes the log's text when some of the stream was lost", () => {
    const run = aRun({ id: "a", content: { text: "whole", reasoning: "why", toolCalls: [] } });
    const { turns } = play([
      turn,
      chunk(0, { type: "text-delta", id: "0", delta: "ole" }),
      { type: "run", lane: 0, run },
    ]);
    expect(textOf(turns[0]?.lanes[0]?.parts ?? [], "text")).toBe("whole");
    expect(textOf(turns[0]?.lanes[0]?.parts ?? [], "reasoning")).toBe("why");
  });

  it("is final: late chunks change nothing", () => {
    const ended = play([turn, { type: "run", lane: 0, run: aRun({ id: "a" }) }]);
    expect(play([chunk(0, { type: "text-delta", id: "0", delta: "late" })], ended)).toBe(ended);
  });
});

describe("a replayed stream", () => {
  it("starts live lanes over and leaves ended ones as the log has them", () => {
    const comparison = aComparison([
      aRun({ id: "a", lane: 0 }),
      aRun({ id: "b", lane: 1, status: "running", content: { text: "half", reasoning: "", toolCalls: [] } }),
    ]);
    const loaded: Progress = { turns: turnsOf(comparison), turnOfLane: {} };
    const { turns } = play(
      [turn, chunk(1, { type: "text-delta", id: "0", delta: "from the start" })],
      loaded,
    );
    expect(turns[0]?.lanes[0]).toBe(loaded.turns[0]?.lanes[0]);
    expect(textOf(turns[0]?.lanes[1]?.parts ?? [], "text")).toBe("from the start");
  });

  it("shows a lane's latest attempt", () => {
    const first = aRun({ id: "a", status: "failed" });
    const second = aRun({ id: "a2", attempt: 2 });
    expect(turnsOf(aComparison([second, first]))[0]?.lanes[0]?.runId).toBe("a2");
  });
});
