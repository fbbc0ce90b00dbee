import { describe, expect, it } from "vitest";
import type { Pricing } from "../catalog/types";
import { billingStatement, disputedParts, isSamePricing, type PriceSourceKind } from "./price-sources";

const price = (input: string | null, over: Partial<Pricing> = {}): Pricing => ({
  input,
  output: input,
  cacheRead: null,
  cacheWrite: null,
  perRequest: {},
  ...over,
});
const says = (sourceKind: PriceSourceKind, input: string | null, offer = "openrouter/glm-4.7") => ({
  offer,
  upstream: null,
  sourceKind,
  pricing: price(input),
});

describe("billingStatement", () => {
  it.each([
    [
      "the provider's own API before the catalogue",
      [says("catalogue", "1"), says("openrouter", "2")],
      "openrouter",
    ],
    [
      "the catalogue before the community's file",
      [says("models-dev", "1"), says("catalogue", "2")],
      "catalogue",
    ],
    [
      "the community's file where nobody else states a price",
      [says("catalogue", null), says("models-dev", "1")],
      "models-dev",
    ],
    ["the catalogue's unknown where nobody states one", [says("catalogue", null)], "catalogue"],
    ["a free price like any other", [says("models-dev", "1"), says("catalogue", "0")], "catalogue"],
    ["never another provider's API", [says("vercel", "1"), says("catalogue", "2")], "catalogue"],
  ] as const)("takes %s", (_what, statements, expected) => {
    expect(billingStatement(statements)?.sourceKind).toBe(expected);
  });
});

describe("disputedParts", () => {
  it("names what is stated differently, and takes neither silence nor zeros for a difference", () => {
    const first = price("0.60", { cacheRead: "0.1", perRequest: { webSearch: "0.01" } });
    const second = price("0.6", { output: "2", cacheWrite: "1", perRequest: { webSearch: "0.02" } });
    expect(disputedParts([first, second])).toEqual(["output", "webSearch"]);
    expect(disputedParts([first])).toEqual([]);
  });
});

describe("isSamePricing", () => {
  it("compares amounts, and tells unknown from free", () => {
    expect(isSamePricing(price("0.60"), price("0.6"))).toBe(true);
    expect(isSamePricing(price("0"), price(null))).toBe(false);
    expect(isSamePricing(price("1"), price("1", { perRequest: { webSearch: "1" } }))).toBe(false);
  });
});
