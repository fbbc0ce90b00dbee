import { sql } from "drizzle-orm";
import { database } from "@/db/client";
import { handleRoute } from "@/lib/server/handle-route";
import { instance, version } from "@/lib/server/instance";
import { log } from "@/lib/server/log";

const ANSWER_WITHIN_MS = 2_000;

/** `{status, database, version, instance}`; 503 when runs can't be taken. */
export const GET = handleRoute(async () => {
  const isUp = await databaseAnswers();
  const body = { status: isUp ? "ok" : "degraded", database: isUp ? "ok" : "unavailable", version, instance };
  return Response.json(body, { status: isUp ? 200 : 503, headers: { "cache-control": "no-store" } });
});

async function databaseAnswers(): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  const answer = async () => {
    await (await database()).execute(sql`select 1`);
    return true;
  };
  try {
    return await Promise.race([answer(), tooLate]);
  } catch (error) {
    log.error({ err: error }, "health: the database does not answer");
    return false;
  } finally {
    clearTimeout(timer);
  }
}
