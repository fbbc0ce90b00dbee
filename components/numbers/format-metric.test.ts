import { describe, expect, it } from "vitest";
import {
  approximately,
  formatCompact,
  formatCount,
  formatMs,
  formatPercent,
  formatPrice,
  formatThroughput,
  formatTokens,
  formatUsd,
} from "./format-metric";

describe("durations", () => {
  it.each([
    [null, "—"],
    [0, "0\u202fms"],
    [8.43, "8.4\u202fms"],
    [412.3, "412\u202fms"],
    [999.4, "999\u202fms"],
    [999.6, "1.00\u202fs"],
    [1630.8, "1.63\u202fs"],
    [12_440, "12.4\u202fs"],
    [59_960, "1\u202fmin 0\u202fs"],
    [125_000, "2\u202fmin 5\u202fs"],
  ])("%s ms reads %s", (ms, text) => expect(formatMs(ms)).toBe(text));
});

describe("rates and counts", () => {
  it.each([
    [null, "—"],
    [87.44, "87.4\u202ftok/s"],
    [99.96, "100\u202ftok/s"],
    [243.2, "243\u202ftok/s"],
  ])("%s tokens a second read %s", (tps, text) => expect(formatThroughput(tps)).toBe(text));

  it("keeps unknown and zero apart", () => {
    expect(formatCount(null)).toBe("—");
    expect(formatCount(0)).toBe("0");
    expect(formatTokens(1)).toBe("1\u202ftoken");
    expect(formatTokens(1318)).toBe("1,318\u202ftokens");
    expect(formatPercent(null)).toBe("—");
    expect(formatPercent(0.9917)).toBe("99.2%");
  });

  it("shortens limits to three digits", () => {
    expect(formatCompact(202_752)).toBe("203K");
    expect(formatCompact(1_000_000)).toBe("1M");
  });
});

describe("money", () => {
  it.each([
    [null, "—"],
    ["", "—"],
    ["not a number", "—"],
    ["0.000000000000", "$0"],
    ["0.000712200000", "$0.000712"],
    ["0.000000042000", "$0.000000042"],
    ["0.0423", "$0.0423"],
    ["0.9999", "$1.00"],
    ["12.3456", "$12.35"],
    [1234.5, "$1,234.50"],
  ])("a cost of %s reads %s", (usd, text) => expect(formatUsd(usd)).toBe(text));

  it.each([
    [null, "—"],
    ["0", "free"],
    ["0.6", "$0.60"],
    ["2.2", "$2.20"],
    ["0.0028", "$0.0028"],
  ])("a price of %s reads %s", (price, text) => expect(formatPrice(price)).toBe(text));
});

it("marks estimates, but never an unknown", () => {
  expect(approximately("318")).toBe("≈\u202f318");
  expect(approximately("—")).toBe("—");
});
