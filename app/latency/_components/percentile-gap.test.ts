import { describe, expect, it } from "vitest";
import { percentileGap, samplesNote } from "./percentile-gap";

const none = { p50: null, p95: null, p99: null };

describe("a percentile that isn't shown says why", () => {
  it("when too few runs answered", () => {
    expect(percentileGap("p95", { ...none, p50: 400 }, 12)).toBe("p95 needs at least 20 runs; there are 12.");
    expect(percentileGap("p50", { ...none, samples: [400] }, 1)).toBe(
      "p50 needs at least 5 runs; there is 1.",
    );
  });

  it("when none answered", () => {
    expect(percentileGap("p50", none, 0)).toBe("No run answered in this window.");
  });

  it("when enough answered, but too few of them gave the figure", () => {
    expect(percentileGap("p99", { ...none, p50: 80, p95: 90 }, 130)).toContain("fewer of the 130 did");
    expect(percentileGap("p50", none, 30)).toContain("None of the 30 runs gave this figure");
  });
});

it("single runs are called what they are", () => {
  expect(samplesNote(1, 1)).toBe("The one run as measured; p50 needs at least 5.");
  expect(samplesNote(3, 3)).toBe("All 3 runs as measured; p50 needs at least 5.");
  expect(samplesNote(2, 30)).toBe(
    "Only 2 of 30 runs gave this figure; p50 needs at least 5. Shown as measured.",
  );
});
