import { describe, expect, it } from "vitest";
import type { RunStatus, Usage } from "./run";
import { brokenThinkingPromise, thinkingGaps } from "./thinking-parity";

const usage = (reasoningTokens: number | null, source: Usage["source"] = "reported"): Usage => ({
  inputTokens: 1,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens: 10,
  reasoningTokens,
  source,
});
const run = (
  lane: number,
  reasoning: string,
  reasoningTokens: number | null = null,
  status: RunStatus = "completed",
) => ({
  lane,
  status,
  content: { text: "x", reasoning, toolCalls: [] },
  usage: usage(reasoningTokens),
});

describe("brokenThinkingPromise", () => {
  it.each([
    ["off", "", usage(0), false],
    ["off", "", usage(null), false],
    ["off", "Hm.", usage(0), true],
    ["off", "", usage(12), true],
    ["off", "", usage(12, "estimated"), false],
    ["on", "Hm.", null, false],
    ["high", "", usage(5), false],
    ["on", "", usage(0), true],
    ["low", "", usage(null), true],
    [undefined, "Hm.", usage(5), false],
  ] as const)("thinking %s, text %j, %o: broken is %s", (asked, reasoning, counted, isBroken) => {
    expect(brokenThinkingPromise(asked, reasoning, counted)?.code).toBe(
      isBroken ? "thinking-not-honoured" : undefined,
    );
  });
});

describe("thinkingGaps", () => {
  it.each([
    ["all thought", [run(0, "a"), run(1, "b")], []],
    ["none thought", [run(0, ""), run(1, "", 0)], []],
    ["one of three thought", [run(0, ""), run(1, "b"), run(2, "")], [1]],
    ["two of three thought", [run(0, "a"), run(1, "", 9), run(2, "")], [2]],
    ["one of two thought", [run(0, "a"), run(1, "")], [0, 1]],
    ["the one that did not think failed", [run(0, "a"), run(1, "", null, "failed")], []],
    ["a single lane", [run(0, "a")], []],
  ] as const)("%s", (_name, runs, lanes) => {
    expect(thinkingGaps(runs).map(({ lane }) => lane)).toEqual(lanes);
  });
});
