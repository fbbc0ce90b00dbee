import { METRICS, type MetricId } from "@/lib/runs/metric-definitions";
import type { LaneFigures } from "./lane-figures";
import { isLive, type LaneState } from "./lane-state";

const COMPARED = [
  "ttftMs",
  "firstAnswerMs",
  "throughputTps",
  "costUsd",
] as const satisfies readonly MetricId[];
export type ComparedMetric = (typeof COMPARED)[number];

/** For each metric, the lanes that are best at it. Nobody is best before all have ended, alone, or when all are equal. */
export function bestLanes(
  lanes: LaneState[],
  figures: LaneFigures[],
): Record<ComparedMetric, ReadonlySet<number>> {
  const comparable = lanes.some(isLive)
    ? []
    : lanes.flatMap((lane, index) => (answered(lane) ? [index] : []));
  const best = (metric: ComparedMetric): ReadonlySet<number> => {
    const known = comparable.flatMap((index) => {
      const value = figures[index]?.[metric] ?? null;
      return value === null ? [] : [{ index, value }];
    });
    const values = known.map(({ value }) => value);
    if (new Set(values).size < 2) return new Set();
    const winner = METRICS[metric].better === "lower" ? Math.min(...values) : Math.max(...values);
    return new Set(known.filter(({ value }) => value === winner).map(({ index }) => index));
  };
  return {
    ttftMs: best("ttftMs"),
    firstAnswerMs: best("firstAnswerMs"),
    throughputTps: best("throughputTps"),
    costUsd: best("costUsd"),
  };
}

/** A lane that failed or was stopped early is not cheaper or faster for it. */
function answered({ status }: LaneState): boolean {
  return status === "completed" || status === "length";
}
