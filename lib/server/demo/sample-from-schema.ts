/** A value that fits a JSON Schema, filled from the prompt where a name gives a hint. */
import { z } from "zod";

const schemaShape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).min(1).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  minimum: z.number().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
});

const PLACE_NAME = /city|location|place|town/i;
const PLACE_IN_PROMPT = /\b(?:in|for|at|to)\s+(\p{Lu}[\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)/u;

function sampleString(name: string, prompt: string): string {
  if (PLACE_NAME.test(name)) return PLACE_IN_PROMPT.exec(prompt)?.[1] ?? "Lisbon";
  if (/date|day/i.test(name)) return "2026-01-15";
  return prompt.slice(0, 80);
}

/**
 * Samples a value for `schema`.
 * @param schema JSON Schema; only type, enum, const, default, minimum, properties, required and items are read
 * @param prompt the user's text, the source of strings
 * @param name the property's name, the hint at what a string means
 */
export function sampleFromSchema(schema: unknown, prompt: string, name = ""): unknown {
  const parsed = schemaShape.safeParse(schema);
  if (!parsed.success) return null;
  const { data } = parsed;
  if (data.const !== undefined) return data.const;
  if (data.default !== undefined) return data.default;
  if (data.enum) return data.enum[0];
  const type = Array.isArray(data.type) ? data.type[0] : data.type;
  switch (type ?? (data.properties ? "object" : "string")) {
    case "object":
      return Object.fromEntries(
        Object.entries(data.properties ?? {})
          .filter(([key]) => data.required?.includes(key) ?? true)
          .map(([key, value]) => [key, sampleFromSchema(value, prompt, key)]),
      );
    case "array":
      return data.items === undefined ? [] : [sampleFromSchema(data.items, prompt, name)];
    case "number":
    case "integer":
      return data.minimum ?? 1;
    case "boolean":
      return true;
    case "null":
      return null;
    default:
      return sampleString(name, prompt);
  }
}
