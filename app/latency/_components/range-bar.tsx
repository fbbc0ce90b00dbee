import { tierColor } from "@/components/tier-mark";
import type { Percentiles } from "@/lib/stats/buckets";

const WIDTH = 80;
const HEIGHT = 16;
const MIDDLE = HEIGHT / 2;

/**
 * From p50 to p95 as a bar, on to p99 as a line, with a tick at p50; single runs as dots. All rows share one scale
 * from 0 to `most`. The same figures stand in the row, so it says nothing to screen readers.
 */
export function RangeBar({ values, most, tier }: { values: Percentiles; most: number; tier: string }) {
  const at = (value: number) => (most === 0 ? 0 : (value / most) * (WIDTH - 4) + 2);
  const { p50, p95, p99, samples } = values;
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-4 w-20"
      style={{ color: tierColor(tier) }}
    >
      <line x1="0" x2={WIDTH} y1={MIDDLE} y2={MIDDLE} stroke="var(--border)" />
      {[...new Set(samples)].map((sample) => (
        <circle key={sample} cx={at(sample)} cy={MIDDLE} r="2" fill="currentColor" />
      ))}
      {p95 !== null && p99 !== null ? (
        <line x1={at(p95)} x2={at(p99)} y1={MIDDLE} y2={MIDDLE} stroke="currentColor" strokeWidth="1.5" />
      ) : null}
      {p50 !== null && p95 !== null ? (
        <rect
          x={at(p50)}
          y={MIDDLE - 3}
          width={Math.max(0.5, at(p95) - at(p50))}
          height="6"
          rx="1"
          fill="currentColor"
          fillOpacity="0.45"
        />
      ) : null}
      {p50 !== null ? (
        <line x1={at(p50)} x2={at(p50)} y1="2" y2={HEIGHT - 2} stroke="currentColor" strokeWidth="2" />
      ) : null}
    </svg>
  );
}

/** The end of the scale that a set of rows shares. */
export function mostOf(all: readonly Percentiles[]): number {
  return Math.max(
    0,
    ...all.flatMap(({ p50, p95, p99, samples = [] }) => [p50 ?? 0, p95 ?? 0, p99 ?? 0, ...samples]),
  );
}
