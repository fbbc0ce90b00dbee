/** A row of an export: unknown is null, which JSON keeps and CSV leaves empty. */
export type ExportRow = Record<string, string | number | boolean | null>;

export function toJson(rows: ExportRow[]): string {
  return `${JSON.stringify(rows, null, 2)}\n`;
}
