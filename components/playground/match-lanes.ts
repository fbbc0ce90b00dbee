import type { Lane } from "@/lib/runs/run";
import { canonicalText } from "./canonical-text";

/**
 * For each lane of the next run, the lane of the shown comparison that it repeats; null where there is none.
 * A lane whose offer was changed has not run yet; two equal lanes keep their order.
 */
export function matchLanes(lanes: Lane[], compared: Lane[]): (number | null)[] {
  const free = compared.map((lane, index) => ({ word: canonicalText(lane), index }));
  return lanes.map((lane) => {
    const word = canonicalText(lane);
    const at = free.findIndex((candidate) => candidate.word === word);
    return at < 0 ? null : (free.splice(at, 1)[0]?.index ?? null);
  });
}
