import { database } from "@/db/client";
import { readLatency } from "@/db/queries/latency";
import { readQuery } from "@/lib/server/guards/read-query";
import { latencyQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";

/** `{window, offers}`: percentiles and availability of real runs. */
export const GET = handleRoute(async (request: Request) => {
  const { window } = readQuery(request, latencyQuery);
  return Response.json({ window, offers: await readLatency(await database(), window, new Date()) });
});
