/** How far a cost that someone else states is from ours, as a share of ours: 0.02 is 2 % more. Null when it can't be said. */
export function costDrift(statedUsd: string | null, computedUsd: string | null): number | null {
  if (statedUsd === null || computedUsd === null) return null;
  const stated = Number(statedUsd);
  const computed = Number(computedUsd);
  if (stated === computed) return 0;
  return computed === 0 ? null : (stated - computed) / computed;
}

/** More than 1 % is worth a look: a price has changed, or usage is counted otherwise. */
export function isNotable(drift: number | null): boolean {
  return drift !== null && Math.abs(drift) > 0.01;
}
