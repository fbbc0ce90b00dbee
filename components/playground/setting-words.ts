import { formatCompact } from "@/components/numbers/format-metric";
import type { LaneSettings } from "@/lib/runs/settings";

/** What differs from the defaults, in few words. */
export function settingWords(settings: LaneSettings): string[] {
  const { temperature, topP, maxOutputTokens, thinking, seed, stop, tools, responseFormat } = settings;
  return [
    thinking ? `thinking ${thinking}` : null,
    temperature == null ? null : `temp ${temperature}`,
    topP == null ? null : `top P ${topP}`,
    maxOutputTokens == null ? null : `≤ ${formatCompact(maxOutputTokens)} tokens`,
    seed == null ? null : `seed ${seed}`,
    stop?.length ? "stop" : null,
    tools?.length ? `${tools.length} ${tools.length === 1 ? "tool" : "tools"}` : null,
    responseFormat && responseFormat.type !== "text" ? "JSON" : null,
  ].filter((word) => word !== null);
}
