import { LEAST_N, type Percentiles } from "@/lib/stats/buckets";

/**
 * Why a percentile isn't shown.
 *
 * @param n runs that answered; a metric may be known of fewer
 */
export function percentileGap(percentile: keyof typeof LEAST_N, values: Percentiles, n: number): string {
  const least = LEAST_N[percentile];
  if (n === 0) return "No run answered in this window.";
  if (values.p50 === null && !values.samples?.length) {
    return `None of the ${n === 1 ? "1 run" : `${n} runs`} gave this figure: their streams were too short to tell.`;
  }
  if (n < least) return `${percentile} needs at least ${least} runs; there ${n === 1 ? "is 1" : `are ${n}`}.`;
  return `${percentile} needs at least ${least} runs that gave this figure; fewer of the ${n} did.`;
}

/** What is shown in place of percentiles: `count` single runs, of `n` that answered. */
export function samplesNote(count: number, n: number): string {
  const least = `p50 needs at least ${LEAST_N.p50}`;
  if (count < n) return `Only ${count} of ${n} runs gave this figure; ${least}. Shown as measured.`;
  return `${count === 1 ? "The one run" : `All ${count} runs`} as measured; ${least}.`;
}
