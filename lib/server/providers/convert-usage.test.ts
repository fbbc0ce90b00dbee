import { describe, expect, it } from "vitest";
import { addUsage, convertUsage } from "./convert-usage";

describe("convertUsage", () => {
  it.each([
    ["no details", { prompt_tokens: 5, completion_tokens: 7 }, [5, null, null, 7, null]],
    [
      "OpenRouter's",
      {
        prompt_tokens: 5,
        completion_tokens: 7,
        prompt_tokens_details: { cached_tokens: 2, cache_write_tokens: 1 },
        completion_tokens_details: { reasoning_tokens: 3 },
      },
      [5, 2, 1, 7, 3],
    ],
    [
      "reasoning that was counted beside the output",
      { prompt_tokens: 5, completion_tokens: 50, completion_tokens_details: { reasoning_tokens: 300 } },
      [5, null, null, 350, 300],
    ],
    [
      "Vercel's",
      { prompt_tokens: 5, completion_tokens: 7, cache_creation_input_tokens: 4 },
      [5, null, 4, 7, null],
    ],
    [
      "zeros",
      { prompt_tokens: 0, completion_tokens: 0, completion_tokens_details: { reasoning_tokens: 0 } },
      [0, null, null, 0, 0],
    ],
    [
      "impossible counts",
      { prompt_tokens: 5, completion_tokens: -1, completion_tokens_details: { reasoning_tokens: 1.5 } },
      [5, null, null, null, null],
    ],
    [
      "null details",
      { prompt_tokens: 5, completion_tokens: 7, prompt_tokens_details: null },
      [5, null, null, 7, null],
    ],
  ])("keeps unknown apart from 0: %s", (_name, raw, counts) => {
    const { usage } = convertUsage(raw) ?? {};
    expect([
      usage?.inputTokens,
      usage?.cacheReadTokens,
      usage?.cacheWriteTokens,
      usage?.outputTokens,
      usage?.reasoningTokens,
    ]).toEqual(counts);
  });

  it.each([null, undefined, {}, "usage", { total_tokens: 4 }])("finds no usage in %j", (raw) => {
    expect(convertUsage(raw)).toBeNull();
  });

  it.each([
    [0.000024, "0.000024000000"],
    ["0.0000246", "0.000024600000"],
    [2.4e-7, "0.000000240000"],
    [0, "0.000000000000"],
    [-1, null],
    [1e300, null],
    ["free", null],
    [null, null],
  ])("reads the reported cost %s exactly", (cost, usd) => {
    expect(convertUsage({ prompt_tokens: 1, completion_tokens: 1, cost })?.reportedUsd).toBe(usd);
  });

  it("adds up the requests of a run, and takes a count that one left out for unknown", () => {
    const one = convertUsage({
      prompt_tokens: 5,
      completion_tokens: 7,
      cost: 0.1,
      completion_tokens_details: { reasoning_tokens: 3 },
    });
    const two = convertUsage({ prompt_tokens: 6, completion_tokens: 8, cost: "0.2" });
    expect(addUsage([one, two].filter((report) => report !== null))).toMatchObject({
      usage: { inputTokens: 11, outputTokens: 15, reasoningTokens: null, source: "reported" },
      reportedUsd: "0.300000000000",
    });
    expect(addUsage([])).toBeNull();
  });
});
