import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "@/db/client";

/**
 * Carries out statements that change rows as parts of one: each by itself is two trips to the database. All see the
 * rows as they were before, so no two may change the same one. What they return is dropped.
 */
export async function together(tx: Pick<Database, "execute">, statements: SQLWrapper[]): Promise<void> {
  if (statements.length === 0) return;
  const parts = statements.map(
    (statement, index): SQL => sql`${sql.identifier(`part_${index}`)} as (${statement.getSQL()})`,
  );
  await tx.execute(sql`with ${sql.join(parts, sql`, `)} select`);
}
