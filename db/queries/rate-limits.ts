import { and, eq, like, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { rateLimits } from "@/db/schema";

const PREFIX = "live-runs";
/** Counted places are forgotten after so long at the latest: a killed instance gives none back. */
const KEEP_MS = 30 * 60_000;

/** Places in a client's count of live runs; `until` names the count, for there is a new one when it was empty or forgotten. */
export type LivePlaces = { client: string; until: number };

/** A count of live runs, and how many there may be in it. */
export type LiveCount = { client: string; limit: number };

/**
 * Takes places for so many runs in every count, or in none; of several at once, no more get one than there are.
 *
 * @returns what to give back, or the count that has too few left
 */
export async function takeLivePlaces<Count extends LiveCount>(
  db: Database,
  counts: Count[],
  runs: number,
): Promise<{ places: LivePlaces[] } | { full: Count }> {
  let full: Count | undefined;
  try {
    const places = await db.transaction(async (tx) => {
      const taken: LivePlaces[] = [];
      for (const count of counts) {
        const place = count.limit < runs ? null : await takeOne(tx, count, runs);
        full = place ? undefined : count;
        if (place) taken.push(place);
        else tx.rollback();
      }
      return taken;
    });
    return { places };
  } catch (error) {
    if (full) return { full };
    throw error;
  }
}

async function takeOne(db: Pick<Database, "insert">, { client, limit }: LiveCount, runs: number) {
  const now = Date.now();
  const until = now + KEEP_MS;
  const isNew = sql`(${rateLimits.expire} <= ${now} or ${rateLimits.points} <= 0)`;
  const points = sql`case when ${isNew} then ${runs} else ${rateLimits.points} + ${runs} end`;
  const [taken] = await db
    .insert(rateLimits)
    .values({ key: keyOf(client), points: runs, expire: until })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: { points, expire: sql`case when ${isNew} then ${until} else ${rateLimits.expire} end` },
      setWhere: sql`${points} <= ${limit}`,
    })
    .returning({ until: rateLimits.expire });
  return taken ? { client, until: taken.until ?? until } : null;
}

/** Gives so many places back, each to the count that it was taken from. */
export async function giveLivePlacesBack(db: Database, places: LivePlaces[], runs: number): Promise<void> {
  const theirs = places.map(({ client, until }) =>
    and(eq(rateLimits.key, keyOf(client)), eq(rateLimits.expire, until)),
  );
  await db
    .update(rateLimits)
    .set({ points: sql`${rateLimits.points} - ${runs}` })
    .where(or(...theirs));
}

/** Forgets all live runs, for a server that is alone with its database and has none. */
export async function forgetLivePlaces(db: Database): Promise<void> {
  await db.delete(rateLimits).where(like(rateLimits.key, `${PREFIX}-%`));
}

/** Forgets what is counted no more: addresses are not kept. */
export async function deleteExpiredLimits(db: Database): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.expire, Date.now()));
}

function keyOf(client: string): string {
  return `${PREFIX}-${client}`;
}
