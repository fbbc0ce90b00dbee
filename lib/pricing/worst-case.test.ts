import { expect, it } from "vitest";
import type { Pricing } from "../catalog/types";
import { worstCaseUsd } from "./worst-case";

const pricing = (parts: Partial<Pricing>): Pricing => ({
  input: "1",
  output: "2",
  cacheRead: "0.1",
  cacheWrite: null,
  perRequest: {},
  ...parts,
});
const usage = { inputTokens: 1_000_000, outputTokens: 500_000, webSearches: 0 };

it("takes every input token at the dearest input price", () => {
  expect(worstCaseUsd(usage, [pricing({})])).toBe("2.000000000000");
  expect(worstCaseUsd(usage, [pricing({ cacheWrite: "1.25" })])).toBe("2.250000000000");
});

it("takes the dearest of the prices that may bill it, and leaves unknown ones out", () => {
  const unknown = pricing({ input: null, output: null, cacheRead: null });
  expect(worstCaseUsd(usage, [pricing({}), pricing({ output: "9" }), unknown])).toBe("5.500000000000");
});

it("is nothing where it is free, and unknown where no price is known", () => {
  expect(worstCaseUsd(usage, [pricing({ input: "0", output: "0", cacheRead: "0" })])).toBe("0.000000000000");
  expect(worstCaseUsd(usage, [])).toBeNull();
});
