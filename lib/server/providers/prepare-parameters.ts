import { parametersFor } from "@/lib/catalog/catalog";
import type { Dialect, Offer, Parameter } from "@/lib/catalog/types";
import { DOCUMENTED_AS, OUR_OWN_PARAMETERS, wireNameOf } from "@/lib/runs/parameter-names";
import type { RunWarning } from "@/lib/runs/run";
import type { LaneSettings } from "@/lib/runs/settings";
import type { ProviderAdapter, WireParameters } from "./adapter";
import { responseFormatKeys } from "./dialects/response-format-keys";

export type PreparedParameters = { parameters: WireParameters; warnings: RunWarning[] };

/** What a messages request asks for where neither the lane nor the offer names a limit: the dialect requires one. */
const DEFAULT_OUTPUT_LIMIT = 4096;

/**
 * What of `settings` goes into the body of a request to `offer`, by the names of its dialect.
 * A setting that the offer does not document is not sent, one out of its range is clamped; each is a warning.
 * Tools travel by the SDK and are not among them.
 */
export function prepareParameters(
  offer: Offer,
  dialect: Dialect,
  adapter: ProviderAdapter,
  settings: LaneSettings,
): PreparedParameters {
  const known = new Map(parametersFor(offer, dialect).map((parameter) => [parameter.name, parameter]));
  const warnings: RunWarning[] = [];
  const parameters: WireParameters = { ...adapter.always };
  const unsupported = (setting: string) =>
    warnings.push({
      code: "unsupported-parameter",
      message: `${offer.id} does not take ${setting}; it was not sent.`,
    });

  for (const [setting, names] of entriesOf(DOCUMENTED_AS)) {
    const asked = settings[setting] ?? (setting === "maxOutputTokens" ? largestOutput(offer, adapter) : null);
    if (asked == null) continue;
    const parameter = names.map((name) => known.get(name)).find((found) => found !== undefined);
    const wireName = parameter && wireNameOf(setting, dialect, parameter.name);
    if (!parameter || !wireName) {
      unsupported(setting);
      continue;
    }
    const sent = fit(asked, setting === "maxOutputTokens" ? withOutputLimit(parameter, offer) : parameter);
    if (sent !== asked) {
      const message = `${offer.id} takes ${setting} only as ${limitsOf(parameter, offer)}; ${JSON.stringify(sent)} was sent.`;
      warnings.push({ code: "clamped-parameter", message });
    }
    parameters[wireName] = sent;
  }
  if (settings.thinking) {
    const switched = adapter.thinking(settings.thinking);
    if (switched === null) unsupported("thinking");
    else Object.assign(parameters, switched);
    const isLevel = settings.thinking !== "off" && settings.thinking !== "on";
    if (switched && isLevel && !adapter.hasThinkingLevels) {
      const message = `${offer.id} has no thinking levels; thinking was switched on instead of "${settings.thinking}".`;
      warnings.push({ code: "clamped-parameter", message });
    }
  }
  if (settings.responseFormat && settings.responseFormat.type !== "text") {
    const documented = known.get("response_format") ?? known.get("text");
    const format = responseFormat(settings.responseFormat, offer, documented);
    const keys = format && responseFormatKeys(format, dialect);
    if (keys === null) unsupported(`responseFormat ${settings.responseFormat.type}`);
    else Object.assign(parameters, keys);
  }
  if (settings.webSearch) {
    if (adapter.webSearch) Object.assign(parameters, adapter.webSearch);
    else unsupported("webSearch");
  }
  for (const [name, value] of Object.entries(settings.native ?? {})) {
    if (known.has(name) && !OUR_OWN_PARAMETERS.has(name)) parameters[name] = value;
    else unsupported(`native.${name}`);
  }
  if (dialect === "messages" && !("max_tokens" in parameters)) {
    const limit = Math.min(DEFAULT_OUTPUT_LIMIT, offer.maxOutputTokens ?? DEFAULT_OUTPUT_LIMIT);
    const message = `The messages dialect needs an output limit and none was set, so the answer ends at ${limit} tokens. Set maxOutputTokens to compare lanes under one limit.`;
    warnings.push({ code: "default-output-limit", message });
    parameters.max_tokens = limit;
  }
  return { parameters, warnings };
}

/** The provider's own default would cut what other lanes are given room for. */
function largestOutput({ maxOutputTokens }: Offer, { asksForLargestOutput }: ProviderAdapter): number | null {
  return asksForLargestOutput ? maxOutputTokens : null;
}

function withOutputLimit(parameter: Parameter, { maxOutputTokens }: Offer): Parameter {
  if (maxOutputTokens === null) return parameter;
  return { ...parameter, max: Math.min(maxOutputTokens, parameter.max ?? Number.POSITIVE_INFINITY) };
}

/** The value itself where it fits, else the nearest that does. */
function fit<T extends number | string[]>(value: T, { min, max, maxItems }: Parameter): number | string[] {
  if (typeof value === "number") {
    return Math.min(Math.max(value, min ?? Number.NEGATIVE_INFINITY), max ?? Number.POSITIVE_INFINITY);
  }
  return maxItems !== undefined && value.length > maxItems ? value.slice(0, maxItems) : value;
}

function limitsOf(parameter: Parameter, offer: Offer): string {
  const { min, max, maxItems } = parameter.name.startsWith("max_")
    ? withOutputLimit(parameter, offer)
    : parameter;
  return maxItems === undefined ? `${min ?? "any"} to ${max ?? "any"}` : `at most ${maxItems} strings`;
}

function responseFormat(
  asked: NonNullable<LaneSettings["responseFormat"]>,
  offer: Offer,
  parameter: Parameter | undefined,
): { type: string; json_schema?: object } | null {
  if (!parameter) return null;
  if (asked.type !== "json_schema") return { type: "json_object" };
  const listed = parameter.values?.includes("json_schema") ?? offer.features.includes("structured-outputs");
  return listed
    ? { type: "json_schema", json_schema: { name: "answer", schema: asked.schema, strict: true } }
    : null;
}

function entriesOf<T extends object>(object: T): [keyof T, T[keyof T]][] {
  return Object.entries(object) as [keyof T, T[keyof T]][];
}
