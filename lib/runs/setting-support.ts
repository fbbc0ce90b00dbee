/**
 * Which settings an offer takes, and in what range, as far as its data says: what the interface shows before a run.
 * What is really sent is decided on the server, by the same names.
 */
import type { Dialect, Offer, Parameter } from "../catalog/types";
import { DOCUMENTED_AS, type PlainSetting, wireNameOf } from "./parameter-names";
import { type LaneSettings, THINKING, type Thinking } from "./settings";

/** Every setting but the native keys, which name their parameter themselves. */
export type SettingName = Exclude<keyof LaneSettings, "native">;

/** How an offer takes a setting; null where it doesn't. A missing limit is one nobody documents. */
export type Support = {
  min?: number;
  max?: number;
  maxItems?: number;
  default?: unknown;
  /** The choices that it makes a difference between; absent where any value may be sent. */
  values?: readonly string[];
} | null;

/** What has to be known of an offer. */
export type SettingOffer = Pick<
  Offer,
  "provider" | "dialects" | "parameters" | "features" | "maxOutputTokens"
> & {
  pricing: Pick<Offer["pricing"], "perRequest">;
};

/** @param dialect what the lane speaks; null for the offer's usual one */
export function supportOf(setting: SettingName, offer: SettingOffer, dialect: Dialect | null): Support {
  const spoken = dialect ?? offer.dialects[0] ?? "chat-completions";
  const known = new Map(parametersOf(offer, spoken).map((parameter) => [parameter.name, parameter]));
  switch (setting) {
    case "thinking":
      return chosenOf(thinkingChoices(known, offer));
    case "responseFormat":
      return chosenOf(formatChoices(known, offer, spoken));
    case "tools": {
      const tools = known.get("tools");
      return tools ? limitsOf(tools) : null;
    }
    case "webSearch":
      return offer.features.includes("web-search") || "webSearch" in offer.pricing.perRequest ? {} : null;
    case "dataPolicy":
      return offer.features.includes("provider-routing") ? {} : null;
    default:
      return plainSupport(setting, offer, spoken, known);
  }
}

/** The offer's parameters in a dialect: the keys that `native` may have. */
export function parametersOf(offer: Pick<Offer, "parameters">, dialect: Dialect): Parameter[] {
  return offer.parameters.filter(({ dialects }) => !dialects || dialects.includes(dialect));
}

type Known = ReadonlyMap<string, Parameter>;

function plainSupport(setting: PlainSetting, offer: SettingOffer, dialect: Dialect, known: Known): Support {
  const documented = DOCUMENTED_AS[setting]
    .map((name) => known.get(name))
    .find((found) => found !== undefined);
  if (!documented || !wireNameOf(setting, dialect, documented.name)) return null;
  const limits = limitsOf(documented);
  if (setting !== "maxOutputTokens" || offer.maxOutputTokens === null) return limits;
  return { ...limits, max: Math.min(offer.maxOutputTokens, limits.max ?? Number.POSITIVE_INFINITY) };
}

function limitsOf({ min, max, maxItems, default: unasked }: Parameter): NonNullable<Support> {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(maxItems === undefined ? {} : { maxItems }),
    ...(unasked === undefined ? {} : { default: unasked }),
  };
}

/** The switches that hold for GLM models; `enable_thinking` alone is documented for others only (Novita). */
const SWITCHES = ["thinking", "reasoning", "reasoning_effort", "chat_template_args", "chat_template_kwargs"];
/** Of what an operator's own server documents, these are switched; the rest is the standard's, not the server's. */
const OWN_SWITCHES = ["reasoning_effort", "chat_template_kwargs"];
/** Of Runware's four levels, only the one for "off" has a known name. */
const TASK_LEVEL = "settings.thinkingLevel";

function thinkingChoices(known: Known, { provider }: SettingOffer): readonly Thinking[] {
  if (known.has(TASK_LEVEL)) return ["off"];
  const isOwn = provider === "local" || provider.startsWith("custom-");
  if (!(isOwn ? OWN_SWITCHES : SWITCHES).some((name) => known.has(name))) return [];
  const effort = known.get("reasoning_effort") ?? (isOwn ? undefined : known.get("reasoning"));
  const hasLevels = effort !== undefined && (effort.values?.includes("low") ?? true);
  return hasLevels ? THINKING : ["off", "on"];
}

function formatChoices(known: Known, { features }: SettingOffer, dialect: Dialect): readonly string[] {
  const documented = known.get("response_format") ?? known.get("text");
  if (!documented || dialect === "messages") return [];
  const hasSchema = documented.values?.includes("json_schema") ?? features.includes("structured-outputs");
  return hasSchema ? ["text", "json", "json_schema"] : ["text", "json"];
}

function chosenOf(values: readonly string[]): Support {
  return values.length > 0 ? { values } : null;
}
