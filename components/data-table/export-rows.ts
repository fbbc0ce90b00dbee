import Papa from "papaparse";

/** A row of an export: unknown is null, which JSON keeps and CSV leaves empty. */
export type ExportRow = Record<string, string | number | boolean | null>;

/** Cells that a spreadsheet would run as a formula are escaped: names and notes come from outside. */
export function toCsv(rows: ExportRow[]): string {
  return `${Papa.unparse(rows, { newline: "\r\n", escapeFormulae: true })}\r\n`;
}

export function toJson(rows: ExportRow[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`;
}
