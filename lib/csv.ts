import Papa from "papaparse";

const NEWLINE = "\r\n";

/** What makes a spreadsheet take a cell for a formula. Papa's own pattern misses every cell of several lines. */
const BEGINS_FORMULA = /^[=+\-@\t\r\n]/;

/**
 * Rows as CSV (RFC 4180), each line ended. Cells that a spreadsheet would run as a formula are escaped: models and
 * strangers write them.
 *
 * @param rows arrays of cells, or objects, whose keys then are the first line
 */
export function toCsv(rows: readonly unknown[]): string {
  if (rows.length === 0) return "";
  return Papa.unparse([...rows], { newline: NEWLINE, escapeFormulae: BEGINS_FORMULA }) + NEWLINE;
}
