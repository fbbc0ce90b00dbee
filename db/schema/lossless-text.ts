import { customType } from "drizzle-orm/pg-core";

/** A noncharacter of Unicode, which no text should hold, and which is escaped itself where one does. */
const ESCAPE = "\u{10FFFF}";
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what this is about.
const UNSTORABLE = /\u0000|\u{10FFFF}|\p{Surrogate}/gu;
const ESCAPED = new RegExp(`${ESCAPE}([0-9a-f]{4}|~)`, "gu");

/** Makes any JavaScript string storable: Postgres refuses NUL and lone surrogates. `unescapeText` gives it back. */
export function escapeText(text: string): string {
  return text.replace(UNSTORABLE, (found) =>
    found === ESCAPE ? `${ESCAPE}~` : ESCAPE + found.charCodeAt(0).toString(16).padStart(4, "0"),
  );
}

export function unescapeText(stored: string): string {
  return stored.replace(ESCAPED, (_found, code: string) =>
    code === "~" ? ESCAPE : String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/**
 * A text column that gives back any string as it went in. What people and models write may hold characters that
 * Postgres can't store, and a run must not lose its row over one. (JSON goes into `json` columns for the same
 * reason: `jsonb` refuses the escape \u0000.)
 */
export const losslessText = customType<{ data: string; driverData: string }>({
  dataType: () => "text",
  toDriver: escapeText,
  fromDriver: unescapeText,
});
