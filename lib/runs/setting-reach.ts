/** Which of several lanes a setting reaches, and as what. */
import type { Dialect } from "../catalog/types";
import { MOST_STOPS, type NumberSetting, SETTING_RANGES } from "./setting-ranges";
import { type SettingName, type SettingOffer, type Support, supportOf } from "./setting-support";
import { type LaneSettings, THINKING } from "./settings";

/** A lane as far as its settings are concerned; `offer` is undefined where the catalogue doesn't have it. */
export type ReachableLane = {
  /** A short name, such as the provider's; `name` where that alone is not clear. */
  label: string;
  name: string;
  offer: SettingOffer | undefined;
  dialect: Dialect | null;
};

export type Limits = NonNullable<Support>;

export type SettingReach = {
  lanes: number;
  taking: number;
  /** Who doesn't take it, each once. */
  without: string[];
  /** Who takes less than the API does, and what. */
  narrower: { label: string; limits: Limits }[];
  /** What holds where nothing is sent, as far as it is documented. */
  defaults: { label: string; value: number }[];
};

export function reachOf(setting: SettingName, lanes: readonly ReachableLane[]): SettingReach {
  const supports = lanes.map(({ offer, dialect, ...names }) => ({
    ...names,
    limits: offer ? supportOf(setting, offer, dialect) : null,
  }));
  const taken = supports.flatMap(({ limits, ...names }) => (limits ? [{ ...names, limits }] : []));
  return {
    lanes: lanes.length,
    taking: taken.length,
    without: [...new Set(supports.flatMap(({ label, limits }) => (limits ? [] : [label])))],
    narrower: distinct(taken, ({ limits }) => (isNarrower(setting, limits) ? limits : null)).map(
      ({ label, value }) => ({ label, limits: value }),
    ),
    defaults: distinct(taken, ({ limits }) => (typeof limits.default === "number" ? limits.default : null)),
  };
}

/** Whether some lane would not be sent this value as it is. */
export function isLost(
  setting: SettingName,
  value: LaneSettings[SettingName],
  lanes: readonly ReachableLane[],
): boolean {
  if (value === null || value === undefined || value === "any") return false;
  return lanes.some(({ offer, dialect }) => {
    const limits = offer ? supportOf(setting, offer, dialect) : null;
    return limits === null || !fits(value, limits);
  });
}

function fits(
  value: NonNullable<LaneSettings[SettingName]>,
  { min, max, maxItems, values }: Limits,
): boolean {
  if (typeof value === "number") return value >= (min ?? value) && value <= (max ?? value);
  if (Array.isArray(value)) return value.length <= (maxItems ?? value.length);
  if (typeof value === "string") return values?.includes(value) ?? true;
  if (typeof value === "object") return values?.includes(value.type) ?? true;
  return true;
}

/** How many choices the settings have that are choices. */
const CHOICES: Partial<Record<SettingName, number>> = { thinking: THINKING.length, responseFormat: 3 };

function isNarrower(setting: SettingName, { min, max, maxItems, values }: Limits): boolean {
  if (values) return values.length < (CHOICES[setting] ?? 0);
  if (setting === "stop") return maxItems !== undefined && maxItems < MOST_STOPS;
  if (!isNumber(setting)) return false;
  const range = SETTING_RANGES[setting];
  const [least, most] = [range.min ?? Number.NEGATIVE_INFINITY, range.max ?? Number.POSITIVE_INFINITY];
  return (min ?? least) > least || (max ?? most) < most;
}

function isNumber(setting: SettingName): setting is NumberSetting {
  return setting in SETTING_RANGES;
}

/** Each label's value once; where one label has several, its lanes are named in full. */
function distinct<Value>(
  lanes: { label: string; name: string; limits: Limits }[],
  pick: (lane: { limits: Limits }) => Value | null,
): { label: string; value: Value }[] {
  const found = new Map<string, { label: string; name: string; value: Value }>();
  for (const lane of lanes) {
    const value = pick(lane);
    if (value !== null)
      found.set(`${lane.label} ${JSON.stringify(value)}`, { label: lane.label, name: lane.name, value });
  }
  const all = [...found.values()];
  return all.map(({ label, name, value }) => ({
    label: all.filter((other) => other.label === label).length > 1 ? name : label,
    value,
  }));
}
