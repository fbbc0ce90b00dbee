import { createParser } from "nuqs/server";

/** The column that a table is sorted by. */
export type Sort = { id: string; desc: boolean };

/** "input" is ascending, "-input" descending; a column that the table doesn't have is no sort. */
export function parseSort(query: string, columns: readonly string[]): Sort | null {
  const desc = query.startsWith("-");
  const id = desc ? query.slice(1) : query;
  return columns.includes(id) ? { id, desc } : null;
}

export function serializeSort({ id, desc }: Sort): string {
  return desc ? `-${id}` : id;
}

/** A sort in the address. */
export function parseAsSort(columns: readonly string[]) {
  return createParser<Sort>({
    parse: (query) => parseSort(query, columns),
    serialize: serializeSort,
    eq: (a, b) => a.id === b.id && a.desc === b.desc,
  });
}
