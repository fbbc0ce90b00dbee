import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Pricing } from "../catalog/types";
import { billedUsd, computeCost } from "./cost";
import { picoToUsd, usdToPico } from "./money";

const glm47: Pricing = {
  input: "0.6",
  output: "2.2",
  cacheRead: "0.11",
  cacheWrite: "0",
  perRequest: { webSearch: "0.01" },
};
const usage = (
  inputTokens: number | null,
  outputTokens: number | null,
  cacheReadTokens: number | null = 0,
  cacheWriteTokens: number | null = 0,
) => ({ inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens });

describe("computeCost", () => {
  // Figures worked out by hand from the formula; the 0.000024 line is a cost recorded from OpenRouter.
  it.each([
    ["the design's example", usage(21, 318), glm47, {}, "0.000712200000"],
    [
      "cached tokens at their own price",
      usage(100, 50, 40),
      { ...glm47, input: "0.06", output: "0.40", cacheRead: "0.01" },
      {},
      "0.000024000000",
    ],
    [
      "one token at the smallest listed price",
      usage(1, 0),
      { ...glm47, input: "0.0605" },
      {},
      "0.000000060500",
    ],
    ["a web search on top", usage(0, 0), glm47, { webSearch: 2 }, "0.020000000000"],
    [
      "a free offer whose input nobody counted",
      usage(null, 50),
      { ...glm47, input: "0", output: "0.4" },
      {},
      "0.000020000000",
    ],
    ["a free offer", usage(1000, 1000), { ...glm47, input: "0", output: "0" }, {}, "0.000000000000"],
    ["an unknown output price", usage(10, 10), { ...glm47, output: null }, {}, null],
    ["an unknown price that nothing needs", usage(10, 0), { ...glm47, output: null }, {}, "0.000006000000"],
    ["an unknown token count", usage(null, 10), glm47, {}, null],
    ["an extra without a price", usage(0, 0), glm47, { imageSearch: 1 }, null],
    ["more cached than sent", usage(10, 0, 20), glm47, {}, "0.000002200000"],
  ])("prices %s", (_name, counts, pricing, extras, expected) => {
    expect(computeCost(counts, pricing, extras).usd).toBe(expected);
  });

  it("says when an unknown cache price fell back to the input price", () => {
    const result = computeCost(usage(100, 0, 40, 10), { ...glm47, cacheRead: null, cacheWrite: null });
    expect(result).toEqual({ usd: "0.000060000000", assumedInputPriceFor: ["cacheRead", "cacheWrite"] });
  });

  it("equals the sum over integers for any price of six decimals, without rounding", () => {
    const price = fc.integer({ min: 0, max: 50_000_000 });
    const count = fc.integer({ min: 0, max: 2_000_000 });
    const asUsd = (micro: number) => (micro / 1e6).toFixed(6);
    fc.assert(
      fc.property(
        price,
        price,
        price,
        count,
        count,
        count,
        (input, output, cacheRead, fresh, cached, out) => {
          const pricing = {
            ...glm47,
            input: asUsd(input),
            output: asUsd(output),
            cacheRead: asUsd(cacheRead),
          };
          // A price in millionths of a USD per 1M tokens is as many picodollars a token.
          const pico =
            BigInt(fresh) * BigInt(input) + BigInt(cached) * BigInt(cacheRead) + BigInt(out) * BigInt(output);
          expect(computeCost(usage(fresh + cached, out, cached), pricing).usd).toBe(picoToUsd(pico));
        },
      ),
    );
  });

  it("never falls when a count rises", () => {
    const count = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(count, count, count, (input, output, more) => {
        const before = usdToPico(computeCost(usage(input, output), glm47).usd ?? "-1");
        const after = usdToPico(computeCost(usage(input, output + more), glm47).usd ?? "-1");
        expect(after >= before).toBe(true);
      }),
    );
  });
});

describe("money", () => {
  it.each([
    ["0.000024", 24_000_000n],
    [0.0000246, 24_600_000n],
    [2.4e-7, 240_000n],
    ["-1.5", -1_500_000_000_000n],
    ["0.0000000000005", 1n],
    ["12", 12_000_000_000_000n],
  ])("reads %s USD", (usd, pico) => {
    expect(usdToPico(usd)).toBe(pico);
  });

  it("survives a round trip", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        (pico) => usdToPico(picoToUsd(pico)) === pico,
      ),
    );
  });

  it.each(["", "abc", "1,5", "NaN", "0x10", ".", "1e"])("refuses %j", (text) => {
    expect(() => usdToPico(text)).toThrow(RangeError);
  });
});

describe("billedUsd", () => {
  it("prefers what was looked up, then reported, then computed", () => {
    const cost = { lookedUpUsd: "3", reportedUsd: "2", computedUsd: "1" };
    expect(billedUsd(cost)).toBe("3");
    expect(billedUsd({ ...cost, lookedUpUsd: null })).toBe("2");
    expect(billedUsd({ ...cost, lookedUpUsd: null, reportedUsd: null })).toBe("1");
    expect(billedUsd({ lookedUpUsd: null, reportedUsd: null, computedUsd: null })).toBeNull();
  });
});
