import { database } from "@/db/client";
import { readLatency } from "@/db/queries/latency";
import { mayKnowOf } from "@/lib/server/catalog";
import { readQuery } from "@/lib/server/guards/read-query";
import { latencyQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";

/** `{window, offers}`: percentiles and availability of real runs. */
export const GET = handleRoute(async (request, _context, caller) => {
  const { window } = readQuery(request, latencyQuery);
  const isKnown = mayKnowOf(caller);
  const rows = await readLatency(await database(), window, new Date());
  return Response.json({ window, offers: rows.filter(({ offer }) => isKnown(offer)) });
});
