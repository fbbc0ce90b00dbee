/**
 * Mergeable logarithmic buckets, the idea of DDSketch (Masson, Rim, Lee, 2019): bucket i holds the values in
 * (γ^(i−1), γ^i], and its midpoint is within 1 % of each of them. Counts of equal buckets simply add up.
 */

export const RELATIVE_ERROR = 0.01;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
/** A bucket's width: the natural logarithm of γ. */
export const LOG_GAMMA = Math.log(GAMMA);

/** Everything up to a microsecond (or 10⁻³ tok/s) is as good as zero and shares the lowest bucket. */
export const SMALLEST = 1e-3;
export const LOWEST = Math.ceil(Math.log(SMALLEST) / LOG_GAMMA);

/** Whether a value has a bucket: a clock or a provider's count may give what is no figure at all. */
export function isMeasurable(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

/** The bucket of a finite value of 0 or more; throws RangeError on others, which would poison every percentile. */
export function bucketOf(value: number): number {
  if (!isMeasurable(value)) throw new RangeError(`not measurable: ${value}`);
  return value <= SMALLEST ? LOWEST : Math.ceil(Math.log(value) / LOG_GAMMA);
}

/** The value that stands for a bucket: at most 1 % away from all that fell into it. */
export function bucketValue(bucket: number): number {
  return (2 * GAMMA ** bucket) / (GAMMA + 1);
}

export type BucketCount = { bucket: number; count: number };

/** The value at quantile `q` (0 to 1), by nearest rank; null when there is nothing. Buckets in any order. */
export function quantile(buckets: readonly BucketCount[], q: number): number | null {
  return quantileOfSorted(ascending(buckets), countOf(buckets), q);
}

function quantileOfSorted(sorted: readonly BucketCount[], total: number, q: number): number | null {
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(q * total));
  let seen = 0;
  for (const { bucket, count } of sorted) {
    seen += count;
    if (seen >= rank) return bucketValue(bucket);
  }
  return null;
}

function ascending(buckets: readonly BucketCount[]): BucketCount[] {
  return [...buckets].sort((a, b) => a.bucket - b.bucket);
}

/** The sum of two histograms whose buckets ascend: ascending too, each bucket once. */
export function addHistograms(a: readonly BucketCount[], b: readonly BucketCount[]): BucketCount[] {
  const sum: BucketCount[] = [];
  let atB = 0;
  for (const one of a) {
    let other = b[atB];
    for (; other && other.bucket < one.bucket; other = b[++atB]) sum.push(other);
    if (other?.bucket === one.bucket) {
      sum.push({ bucket: one.bucket, count: one.count + other.count });
      atB += 1;
    } else sum.push(one);
  }
  for (let other = b[atB]; other; other = b[++atB]) sum.push(other);
  return sum;
}

/** How many values there are in all. */
export function countOf(buckets: readonly BucketCount[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}

/** Percentiles with the least n that each needs; below 5 only the samples themselves mean something. */
export type Percentiles = { p50: number | null; p95: number | null; p99: number | null; samples?: number[] };

export const LEAST_N = { p50: 5, p95: 20, p99: 100 } as const;

/** p50, p95 and p99 of a histogram, each null below its least n; below 5 the samples, ascending. */
export function percentiles(buckets: readonly BucketCount[]): Percentiles {
  const n = countOf(buckets);
  const sorted = n >= LEAST_N.p50 ? ascending(buckets) : [];
  const at = (q: number, least: number) => (n >= least ? quantileOfSorted(sorted, n, q) : null);
  const result = { p50: at(0.5, LEAST_N.p50), p95: at(0.95, LEAST_N.p95), p99: at(0.99, LEAST_N.p99) };
  if (n === 0 || n >= LEAST_N.p50) return result;
  const samples = buckets.flatMap(({ bucket, count }) => Array<number>(count).fill(bucketValue(bucket)));
  return { ...result, samples: samples.sort((a, b) => a - b) };
}
