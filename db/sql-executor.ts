import type postgres from "postgres";

type SqlValue = postgres.ParameterOrJSON<never>;

/** Runs SQL that a package wrote for itself. Without values it may be several statements, whose rows come as one list. */
export type SqlExecutor = (text: string, values?: SqlValue[]) => Promise<{ rows: unknown[] }>;

const TRANSACTION = /^\s*begin\s*;(.*);\s*commit\s*;?\s*$/is;

/**
 * Makes an executor on the connections of a client, which is asked for anew each time.
 *
 * A text that is a transaction becomes one of the driver's, which rolls back when a statement fails. Sent as it is, it
 * would leave a broken transaction on the connection, for whoever is next.
 */
export function sqlExecutor(client: () => Promise<postgres.Sql>): SqlExecutor {
  return async (text, values = []) => {
    const sql = await client();
    if (values.length > 0) return { rows: await sql.unsafe(text, values.map(asText)) };
    const body = TRANSACTION.exec(text)?.[1];
    const rows: unknown[] =
      body === undefined
        ? await sql.unsafe(text)
        : await sql.begin((transaction) => transaction.unsafe(body));
    return { rows: rows.flat() };
  };
}

/** Moments and JSON as text: Drizzle switches off the driver's own ways to write them. */
function asText(value: SqlValue): SqlValue {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value !== null && !Array.isArray(value) ? JSON.stringify(value) : value;
}
