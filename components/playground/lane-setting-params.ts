/** A lane's own settings as options of its word in the URL: `thinking.off`, `temperature.0.2`, `more.{…}`. */
import { type LaneSettings, laneSettingsSchema } from "@/lib/runs/settings";

/** Settings that read well as `name.value`; the others travel together, as JSON. */
const PLAIN = [
  "thinking",
  "temperature",
  "topP",
  "topK",
  "minP",
  "maxOutputTokens",
  "presencePenalty",
  "frequencyPenalty",
  "repetitionPenalty",
  "seed",
  "webSearch",
  "dataPolicy",
] as const satisfies readonly (keyof LaneSettings)[];

const REST = ["stop", "responseFormat", "tools", "native"] as const satisfies readonly (keyof LaneSettings)[];

export function formatLaneSettings(settings: LaneSettings): string[] {
  const plain = PLAIN.flatMap((name) => {
    const value = settings[name];
    return value === null || value === undefined ? [] : [`${name}.${value}`];
  });
  const rest = Object.fromEntries(
    REST.flatMap((name) => {
      const value = settings[name];
      return value === null || value === undefined ? [] : [[name, value]];
    }),
  );
  return Object.keys(rest).length === 0 ? plain : [...plain, `more.${escapeMarks(JSON.stringify(rest))}`];
}

/** What is no setting, or not one of the API's, is left out; the others stand. */
export function parseLaneSettings(options: string[]): LaneSettings {
  const settings: LaneSettings = {};
  for (const option of options) {
    const dot = option.indexOf(".");
    const [name, text] = [option.slice(0, dot), option.slice(dot + 1)];
    const found = name === "more" ? parseJson(text) : { [name]: plainValue(name, text) };
    for (const [key, value] of Object.entries(found)) {
      if (value === undefined) continue;
      const parsed = laneSettingsSchema.safeParse({ [key]: value });
      if (parsed.success) Object.assign(settings, parsed.data);
    }
  }
  return settings;
}

function plainValue(name: string, text: string): unknown {
  if (!PLAIN.some((known) => known === name)) return undefined;
  if (name === "thinking" || name === "dataPolicy") return text;
  if (name === "webSearch") return text === "true";
  return text === "" ? undefined : Number(text);
}

/** Commas and tildes separate lanes and options, so that within one they are written otherwise. */
function escapeMarks(text: string): string {
  return text.replace(/[%,~]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
}

function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(decodeMarks(text));
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function decodeMarks(text: string): string {
  return text.replace(/%(25|2c|7e)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
