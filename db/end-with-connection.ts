import type postgres from "postgres";

/** A connection that is breaking, or has broken, says one of these to its queries. */
const BROKEN = new Set(["CONNECTION_CLOSED", "ECONNRESET", "EPIPE", "ETIMEDOUT"]);

/**
 * Has a transaction whose connection breaks end with that alone. The driver (postgres 3.4.9) would send `rollback` to
 * the connection that has just closed, and that throws a TypeError where nobody can catch it.
 */
export function endWithConnection(sql: postgres.Sql): postgres.Sql {
  const { begin } = sql;
  return Object.assign(sql, {
    begin: (run: (transaction: postgres.TransactionSql) => Promise<unknown>) =>
      begin(async (transaction) => {
        try {
          return await run(transaction);
        } catch (error) {
          // The driver ends the transaction when the connection is closed.
          if (isBroken(error)) await new Promise<never>(() => {});
          throw error;
        }
      }),
  });
}

function isBroken(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string" && BROKEN.has(at.code)) return true;
  }
  return false;
}
