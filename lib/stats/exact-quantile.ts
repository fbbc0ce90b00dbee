/** The value at quantile `q` (0 to 1) of some numbers, by nearest rank; null when there are none. */
export function exactQuantile(values: readonly number[], q: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? null;
}
