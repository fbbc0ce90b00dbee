import { databaseAnswers } from "@/lib/server/database-watch";
import { handleRoute } from "@/lib/server/handle-route";
import { instance, version } from "@/lib/server/instance";

/** `{status, database, version, instance}`; 503 when runs can't be taken. */
export const GET = handleRoute(
  async () => {
    const isUp = await databaseAnswers();
    const body = {
      status: isUp ? "ok" : "degraded",
      database: isUp ? "ok" : "unavailable",
      version,
      instance,
    };
    return Response.json(body, { status: isUp ? 200 : 503, headers: { "cache-control": "no-store" } });
  },
  { right: "anyone" },
);
