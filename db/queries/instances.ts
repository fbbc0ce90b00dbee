import { eq, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { instances } from "@/db/schema";

/** An instance that has been silent for so long is gone, whatever became of it. */
const FORGET_AFTER = sql`interval '1 hour'`;

/** Says that an instance is alive, at the database's own time. */
export async function beat(db: Database, id: string): Promise<void> {
  await db
    .insert(instances)
    .values({ id })
    .onConflictDoUpdate({ target: instances.id, set: { heartbeatAt: sql`now()` } });
}

/** Takes an instance off that ends in order, with nothing left to end. */
export async function leaveInstances(db: Database, id: string): Promise<void> {
  await db.delete(instances).where(eq(instances.id, id));
}

export async function forgetDeadInstances(db: Database): Promise<void> {
  await db.delete(instances).where(lt(instances.heartbeatAt, sql`now() - ${FORGET_AFTER}`));
}
