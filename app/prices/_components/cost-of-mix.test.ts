import { describe, expect, it } from "vitest";
import { costOfMix, type TokenMix } from "./cost-of-mix";

const PRICING = { input: "0.6", output: "2.2", cacheRead: "0.11", cacheWrite: null, perRequest: {} };
const MIX: TokenMix = { inputTokens: 2000, cachedTokens: 0, outputTokens: 500, callsPerDay: 1000 };

describe("the cost of a mix", () => {
  it("is exact per call, per day and per 30 days", () => {
    expect(costOfMix(PRICING, MIX, "call").usd).toBe("0.002300000000");
    expect(costOfMix(PRICING, MIX, "day").usd).toBe("2.300000000000");
    expect(costOfMix(PRICING, MIX, "month").usd).toBe("69.000000000000");
  });

  it("counts cached tokens at the cache price, once", () => {
    const cached = { ...MIX, cachedTokens: 1000 };
    expect(costOfMix(PRICING, cached, "call")).toEqual({ usd: "0.001810000000", assumesInputPrice: false });
  });

  it("lets the input price stand in for an unknown cache price, and says so", () => {
    const pricing = { ...PRICING, cacheRead: null };
    expect(costOfMix(pricing, { ...MIX, cachedTokens: 1000 }, "call")).toEqual({
      usd: "0.002300000000",
      assumesInputPrice: true,
    });
    expect(costOfMix(pricing, MIX, "call").assumesInputPrice).toBe(false);
  });

  it("never has more cached tokens than input", () => {
    const all = { ...MIX, cachedTokens: 9_999_999 };
    expect(costOfMix(PRICING, all, "call").usd).toBe("0.001320000000");
  });

  it("is 0 where the offer is free and unknown where a price is", () => {
    const free = { input: "0", output: "0", cacheRead: "0", cacheWrite: null, perRequest: {} };
    expect(costOfMix(free, MIX, "month").usd).toBe("0.000000000000");
    const unknown = { ...PRICING, output: null };
    expect(costOfMix(unknown, MIX, "day").usd).toBeNull();
    expect(costOfMix(unknown, { ...MIX, outputTokens: 0 }, "call").usd).toBe("0.001200000000");
  });

  it("stays exact where floats would not", () => {
    const large = { inputTokens: 99_999_999, cachedTokens: 0, outputTokens: 0, callsPerDay: 9_999_999 };
    const pricing = { ...PRICING, input: "0.000001" };
    expect(costOfMix(pricing, large, "day").usd).toBe("999.999890000001");
  });
});
