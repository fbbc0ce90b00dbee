import type { Dialect } from "@/lib/catalog/types";

/** A format for the answer, as chat-completions has it, in the keys of this dialect; null where it has none. */
export function responseFormatKeys(
  format: { type: string; json_schema?: object },
  dialect: Dialect,
): Record<string, unknown> | null {
  if (dialect === "messages") return null;
  if (dialect !== "responses") return { response_format: format };
  return { text: { format: { type: format.type, ...format.json_schema } } };
}
