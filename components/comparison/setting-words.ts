import { formatCompact } from "@/components/numbers/format-metric";
import type { LaneSettings } from "@/lib/runs/settings";

/** What differs from the defaults, in few words. */
export function settingWords(settings: LaneSettings): string[] {
  const { maxOutputTokens, thinking, stop, tools, responseFormat, dataPolicy, webSearch, native } = settings;
  const nativeKeys = Object.keys(native ?? {});
  return [
    thinking ? `thinking ${thinking}` : null,
    named("temp", settings.temperature),
    named("top P", settings.topP),
    named("top K", settings.topK),
    named("min P", settings.minP),
    named("presence", settings.presencePenalty),
    named("frequency", settings.frequencyPenalty),
    named("repetition", settings.repetitionPenalty),
    maxOutputTokens == null ? null : `≤ ${formatCompact(maxOutputTokens)} tokens`,
    named("seed", settings.seed),
    stop?.length ? "stop" : null,
    tools?.length ? `${tools.length} ${tools.length === 1 ? "tool" : "tools"}` : null,
    responseFormat?.type === "json" ? "JSON" : null,
    responseFormat?.type === "json_schema" ? "JSON schema" : null,
    webSearch == null ? null : webSearch ? "web search" : "no web search",
    dataPolicy && dataPolicy !== "any" ? dataPolicy.replace("-", " ") : null,
    nativeKeys.length > 0 ? nativeKeys.join(", ") : null,
  ].filter((word) => word !== null);
}

function named(name: string, value: number | null | undefined): string | null {
  return value == null ? null : `${name} ${value}`;
}
