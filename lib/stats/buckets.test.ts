import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addHistograms,
  type BucketCount,
  bucketOf,
  bucketValue,
  percentiles,
  quantile,
  RELATIVE_ERROR,
} from "./buckets";
import { exactQuantile } from "./exact-quantile";

const durations = fc.array(fc.double({ min: 0.01, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 400 });

function histogram(values: number[]): BucketCount[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  return [...counts].map(([bucket, count]) => ({ bucket, count }));
}

describe("buckets", () => {
  it("represent any value within one percent", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e9, noNaN: true }), (value) => {
        expect(Math.abs(bucketValue(bucketOf(value)) - value) / value).toBeLessThanOrEqual(
          RELATIVE_ERROR + 1e-9,
        );
      }),
    );
  });

  it("give every percentile within one percent of the exact one", () => {
    fc.assert(
      fc.property(durations, fc.constantFrom(0.5, 0.95, 0.99), (values, q) => {
        const exact = exactQuantile(values, q) ?? Number.NaN;
        const estimate = quantile(histogram(values), q) ?? Number.NaN;
        expect(Math.abs(estimate - exact) / exact).toBeLessThanOrEqual(RELATIVE_ERROR + 1e-9);
      }),
    );
  });

  it("merge: two histograms added up equal the histogram of all values", () => {
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        const merged = [...histogram(a), ...histogram(b)];
        expect(quantile(merged, 0.95)).toBe(quantile(histogram([...a, ...b]), 0.95));
      }),
    );
  });

  it("add up to the histogram of all values, each bucket once", () => {
    const ascending = (values: number[]) => histogram(values).sort((a, b) => a.bucket - b.bucket);
    fc.assert(
      fc.property(durations, durations, (a, b) => {
        expect(addHistograms(ascending(a), ascending(b))).toEqual(ascending([...a, ...b]));
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -1])("refuse %s", (value) => {
    expect(() => bucketOf(value)).toThrow(RangeError);
  });

  it("put zero into the lowest bucket instead of minus infinity", () => {
    expect(bucketValue(bucketOf(0))).toBeLessThan(0.0011);
  });
});

describe("percentiles", () => {
  it.each([
    [0, null, null, null, undefined],
    [4, null, null, null, 4],
    [5, 100, null, null, undefined],
    [19, 100, null, null, undefined],
    [20, 100, 100, null, undefined],
    [99, 100, 100, null, undefined],
    [100, 100, 100, 100, undefined],
  ])("with n = %i shows only what n supports", (n, p50, p95, p99, samples) => {
    const result = percentiles(n === 0 ? [] : [{ bucket: bucketOf(100), count: n }]);
    const rounded = (value: number | null) => (value === null ? null : Math.round(value));
    expect([rounded(result.p50), rounded(result.p95), rounded(result.p99)]).toEqual([p50, p95, p99]);
    expect(result.samples?.length).toBe(samples);
  });
});
