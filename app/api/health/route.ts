import { databaseAnswers } from "@/lib/server/database-watch";
import { readQuery } from "@/lib/server/guards/read-query";
import { healthQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";
import { instance, version } from "@/lib/server/instance";
import { runHub } from "@/lib/server/run-hub";

/**
 * `{status, database, version, instance}`; 503 when runs can't be taken, so that a load balancer asks elsewhere. With
 * `?live=1` nothing but the process is asked: one whose database is away has nothing to gain from a restart.
 */
export const GET = handleRoute(
  async (request) => {
    const { live } = readQuery(request, healthQuery);
    const body = live ? { status: "ok", database: null, version, instance } : await readiness();
    return Response.json(body, {
      status: body.status === "ok" ? 200 : 503,
      headers: { "cache-control": "no-store" },
    });
  },
  // Who asks for it acts on the answer: a refusal would take the server out of use.
  { right: "anyone", isCounted: false },
);

async function readiness() {
  const isUp = await databaseAnswers();
  const status = isUp && !runHub().closing ? "ok" : "degraded";
  return { status, database: isUp ? "ok" : "unavailable", version, instance };
}
