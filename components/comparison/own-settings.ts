import type { Comparison, Lane } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";

/** A comparison's lanes with what they set themselves: the log keeps the shared settings in every lane as well. */
export function ownLanes({ lanes, settings }: Pick<Comparison, "lanes" | "settings">): Lane[] {
  return lanes.map((lane) => ({ ...lane, settings: ownSettings(lane.settings, settings) }));
}

function ownSettings(settings: LaneSettings, shared: LaneSettings): LaneSettings {
  const sharedText = new Map(Object.entries(shared).map(([key, value]) => [key, JSON.stringify(value)]));
  return Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => sharedText.get(key) !== JSON.stringify(value)),
  );
}
