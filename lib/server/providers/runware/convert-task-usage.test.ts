import { describe, expect, it } from "vitest";
import { convertTaskUsage } from "./convert-task-usage";

const counts = (inputTokens: number | null, outputTokens: number | null, reasoningTokens: number | null) => ({
  inputTokens,
  outputTokens,
  reasoningTokens,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  source: "reported",
});

describe("convertTaskUsage", () => {
  it.each([
    ["the SDK's names", { promptTokens: 3, completionTokens: 1, totalTokens: 4 }, counts(3, 1, null)],
    ["the CLI's names", { inputTokens: 3, outputTokens: 1 }, counts(3, 1, null)],
    [
      "thinking beside the completion",
      { promptTokens: 3, completionTokens: 1, thinkingTokens: 5 },
      counts(3, 6, 5),
    ],
    ["no thinking, said", { promptTokens: 3, completionTokens: 1, thinkingTokens: 0 }, counts(3, 1, 0)],
    [
      "counts that are none",
      { promptTokens: -1, completionTokens: 2, thinkingTokens: "?" },
      counts(null, 2, null),
    ],
  ])("reads %s", (_name, usage, expected) => {
    expect(convertTaskUsage({ usage, cost: null })).toEqual({ usage: expected, reportedUsd: null });
  });

  it("knows a cost without counts, and nothing from nothing", () => {
    expect(convertTaskUsage({ usage: null, cost: 1.0835e-4 })).toEqual({
      usage: counts(null, null, null),
      reportedUsd: "0.000108350000",
    });
    expect(convertTaskUsage({ usage: { totalTokens: 4 }, cost: "free" })).toBeNull();
  });
});
