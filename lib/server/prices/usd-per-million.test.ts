import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SourceFault } from "./source";
import { usdPerMillion } from "./usd-per-million";

describe("usdPerMillion", () => {
  it.each([
    ["0.00000006", "token", "0.06"],
    ["0.0000022", "token", "2.2"],
    ["0.0000000605", "token", "0.0605"],
    [" 0.00001000 ", "token", "10"],
    ["6e-8", "token", "0.06"],
    [6e-8, "token", "0.06"],
    ["0", "token", "0"],
    ["0.0006", "thousand", "0.6"],
    [0.6, "million", "0.6"],
    [0.1 + 0.2, "million", "0.3"],
    [100, "million", "100"],
    ["0.007", "use", "0.007"],
  ] as const)("gives %j a %s as %j", (stated, scale, expected) => {
    expect(usdPerMillion(stated, scale)).toBe(expected);
  });

  it.each([
    ["-1", "token"],
    ["", "token"],
    ["$1", "million"],
    ["NaN", "million"],
    [".5", "million"],
    ["1e9999999", "million"],
    ["0.06", "token"],
    [6e-8, "million"],
  ] as const)("refuses %j a %s", (stated, scale) => {
    expect(() => usdPerMillion(stated, scale)).toThrow(SourceFault);
  });

  it("gives the same price however its unit is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1_000_000_000 }), (microUsd) => {
        const digits = String(microUsd).padStart(13, "0");
        const perToken = `0.${digits.slice(-12)}`;
        const perMillion = `${digits.slice(0, -6)}.${digits.slice(-6)}`;
        expect(usdPerMillion(perToken, "token")).toBe(usdPerMillion(perMillion, "million"));
      }),
    );
  });
});
