import { describe, expect, it } from "vitest";
import type { Run } from "@/lib/runs/run";
import { bestLanes } from "./best-lanes";
import { aRun } from "./comparison-fixtures";
import { estimateCostUsd, figuresOf } from "./lane-figures";
import { laneOfRun } from "./lane-state";

function best(changes: Partial<Run>[]) {
  const lanes = changes.map((change, lane) => laneOfRun(aRun({ ...change, lane })));
  return bestLanes(
    lanes,
    lanes.map((lane) => figuresOf(lane, null, null)),
  );
}

const timing = aRun().timing;
const cost = aRun().cost;

describe("the best lane of each metric", () => {
  it("is the quickest to answer, the fastest and the cheapest", () => {
    const marks = best([
      { timing: { ...timing, ttftMs: 200, throughputTps: 50 }, cost: { ...cost, billedUsd: "0.002" } },
      { timing: { ...timing, ttftMs: 300, throughputTps: 90 }, cost: { ...cost, billedUsd: "0" } },
    ]);
    expect([...marks.ttftMs]).toEqual([0]);
    expect([...marks.throughputTps]).toEqual([1]);
    expect([...marks.costUsd]).toEqual([1]);
  });

  it("is nobody while a lane is still running, and nobody when all are equal", () => {
    expect(best([{ timing: { ...timing, ttftMs: 1 } }, { status: "running" }]).ttftMs.size).toBe(0);
    expect(best([{}, {}]).ttftMs.size).toBe(0);
  });

  it("is never a lane that failed, was stopped, or whose figure is unknown", () => {
    const cheap = { cost: { ...cost, billedUsd: "0" } };
    const marks = best([
      { ...cheap, status: "failed" },
      { ...cheap, status: "aborted" },
      { cost: { ...cost, billedUsd: null } },
      { cost: { ...cost, billedUsd: "0.001" } },
      { cost: { ...cost, billedUsd: "0.002" } },
    ]);
    expect([...marks.costUsd]).toEqual([3]);
  });
});

describe("the running estimate of a cost", () => {
  const pricing = { input: "0.6", output: "2.2", cacheRead: null, cacheWrite: null, perRequest: {} };

  it("prices the prompt and what has come so far", () => {
    expect(estimateCostUsd(pricing, 1000, 500)).toBeCloseTo(0.0017, 12);
  });

  it("is unknown where a price is, and nothing where it is free", () => {
    expect(estimateCostUsd({ ...pricing, output: null }, 1000, 500)).toBeNull();
    expect(estimateCostUsd({ ...pricing, input: "0", output: "0" }, 1000, 500)).toBe(0);
  });
});
