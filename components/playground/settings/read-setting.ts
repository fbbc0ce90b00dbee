import { type LaneSettings, laneSettingsSchema } from "@/lib/runs/settings";
import type { ReadJson } from "./json-editor";

/** Reads JSON as one setting, by the API's own rules; what breaks them is said by its place: "0.name: must be …". */
export function readSetting<Name extends "tools" | "native">(
  name: Name,
): ReadJson<NonNullable<LaneSettings[Name]>> {
  return (json) => {
    const parsed = laneSettingsSchema.safeParse({ [name]: json });
    if (!parsed.success) {
      const lines = parsed.error.issues.slice(0, 3).map(({ path, message }) => {
        const place = path.slice(1).join(".");
        return place ? `${place}: ${message}` : message;
      });
      return { problem: lines.join("\n") };
    }
    const value = parsed.data[name];
    return value == null ? { problem: "There is nothing in it." } : { value };
  };
}

export function readSchema(json: unknown): { value: Record<string, unknown> } | { problem: string } {
  const parsed = laneSettingsSchema.safeParse({ responseFormat: { type: "json_schema", schema: json } });
  const format = parsed.data?.responseFormat;
  return format?.type === "json_schema"
    ? { value: format.schema }
    : { problem: "A schema is a JSON object." };
}
