import { eq, getTableColumns, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { runs } from "@/db/schema";

/** Columns of one run and their new values; what is undefined stays as it is. */
export type RunChange = { id: string } & Partial<Omit<typeof runs.$inferInsert, "id">>;

/**
 * What changes several runs, each to values of its own: one statement for all that change the same columns. Each column
 * travels as one array, so that the statement is the same however many runs there are.
 */
export function updatesOf(tx: Pick<Database, "update">, changes: RunChange[]): SQLWrapper[] {
  const groups = [...Map.groupBy(changes, (change) => columnsOf(change).join()).values()];
  return groups.flatMap((alike) => {
    const names = alike[0] ? columnsOf(alike[0]) : [];
    if (names.length === 0) return [];
    return tx
      .update(runs)
      .set(Object.fromEntries(names.map((name) => [name, changed(name)])))
      .from(arraysOf(["id", ...names], alike))
      .where(eq(runs.id, changed("id")));
  });
}

const columns = getTableColumns(runs);
type Column = keyof typeof columns;

function columnsOf(change: RunChange): Column[] {
  return columnNames.filter((name) => name !== "id" && change[name] !== undefined);
}

const columnNames = Object.keys(columns).filter((name): name is Column => name in columns);

/** A column of the new values, as its own type: all travel as text. */
function changed(name: Column): SQL {
  return sql`changed.${sql.identifier(name)}::${sql.raw(columns[name].getSQLType())}`;
}

function arraysOf(names: Column[], changes: RunChange[]): SQL {
  const arrays = names.map((name) => {
    const column: PgColumn = columns[name];
    const values = changes.map((change) => textOf(column, change[name]));
    return sql`${sql.param(values)}::text[]`;
  });
  const identifiers = names.map((name) => sql.identifier(name));
  return sql`unnest(${sql.join(arrays, sql`, `)}) as changed(${sql.join(identifiers, sql`, `)})`;
}

function textOf(column: PgColumn, value: unknown): string | null {
  return value === null || value === undefined ? null : String(column.mapToDriverValue(value));
}
