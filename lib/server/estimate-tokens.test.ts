import { estimateTokenCount as estimateWhole } from "tokenx";
import { expect, it } from "vitest";
import { estimateTokenCount } from "./estimate-tokens";

it("estimates a long text from samples, within a few percent of the whole", () => {
  const mixed = `${"Hello, world! ".repeat(20_000)}${"你好，世界。".repeat(20_000)}${"const x = 1;\n".repeat(20_000)}`;
  const whole = estimateWhole(mixed);
  expect(Math.abs(estimateTokenCount(mixed) - whole) / whole).toBeLessThan(0.15);
});

it("counts a text of the usual length whole", () => {
  const text = "A sentence, as models write them. ".repeat(100);
  expect(estimateTokenCount(text)).toBe(estimateWhole(text));
});
