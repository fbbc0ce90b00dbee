import { formatCount } from "@/components/numbers/format-metric";
import { SETTING_RANGES } from "@/lib/runs/setting-ranges";
import type { Limits, SettingReach } from "@/lib/runs/setting-reach";
import type { SettingName } from "@/lib/runs/setting-support";

/**
 * A setting's range and default, and which lanes take it how, in few words:
 * "0 to 2 · default 1 · 2 of 3 lanes, not Runware; Z.ai: 0 to 1".
 */
export function reachWords(setting: SettingName, reach: SettingReach): string {
  const words = [rangeWords(setting), defaultWords(reach), laneWords(setting, reach)]
    .filter(Boolean)
    .join(" · ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function rangeWords(setting: SettingName): string | null {
  if (setting === "stop") return "up to 4";
  const range = Object.entries(SETTING_RANGES).find(([name]) => name === setting)?.[1];
  return range ? spanWords(range.min, range.max) : null;
}

function defaultWords({ defaults, taking }: SettingReach): string | null {
  const values = new Set(defaults.map(({ value }) => value));
  if (values.size === 0) return null;
  const first = defaults[0];
  if (values.size === 1 && first && taking > 0) return `default ${formatNumber(first.value)}`;
  return `default ${defaults.map(({ label, value }) => `${formatNumber(value)} at ${label}`).join(", ")}`;
}

function laneWords(setting: SettingName, { lanes, taking, without, narrower }: SettingReach): string {
  const own = lanes === 1;
  if (taking === 0) return own ? "not taken by this offer" : "taken by no lane";
  const who =
    taking < lanes
      ? `${taking} of ${lanes} lanes, not ${without.join(", ")}`
      : own
        ? null
        : lanes === 2
          ? "both lanes"
          : `all ${lanes} lanes`;
  const less = narrower.map(({ label, limits }) =>
    own ? `here ${limitWords(setting, limits)}` : `${label}: ${limitWords(setting, limits)}`,
  );
  return [who, ...less].filter(Boolean).join("; ");
}

function limitWords(setting: SettingName, { min, max, maxItems, values }: Limits): string {
  if (setting === "responseFormat") return "no schema";
  if (values) return values.length === 1 ? `${values[0]} only` : values.join(" or ");
  if (maxItems !== undefined) return `up to ${maxItems}`;
  return spanWords(min ?? null, max ?? null);
}

function spanWords(min: number | null, max: number | null): string {
  if (min !== null && max !== null) return `${formatNumber(min)} to ${formatNumber(max)}`;
  if (max !== null) return `up to ${formatNumber(max)}`;
  return min === null ? "any whole number" : `from ${formatNumber(min)}`;
}

/** Limits are counts when large, and exact when small, with a true minus. */
function formatNumber(value: number): string {
  return (Math.abs(value) >= 1000 ? formatCount(value) : `${value}`).replace("-", "−");
}
