import { describe, expect, it } from "vitest";
import { costDrift, isNotable } from "./cost-drift";

describe("the drift between two costs", () => {
  it.each([
    ["0.000102", "0.000100", 0.02],
    ["0.000099", "0.000100", -0.01],
    ["0.000000000000", "0.000000000000", 0],
    ["0.000100", "0.000000000000", null],
    [null, "0.1", null],
    ["0.1", null, null],
  ])("of %s from %s is %s", (stated, computed, drift) => {
    const found = costDrift(stated, computed);
    if (drift === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(drift, 9);
  });

  it("is worth a mark above 1 %, either way", () => {
    expect(isNotable(0.011)).toBe(true);
    expect(isNotable(-0.02)).toBe(true);
    expect(isNotable(0.01)).toBe(false);
    expect(isNotable(null)).toBe(false);
  });
});
