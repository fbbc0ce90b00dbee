import { z } from "zod";
import { database } from "@/db/client";
import { readLatency } from "@/db/queries/latency";
import { readQuery } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { LATENCY_WINDOW_NAMES } from "@/lib/stats/latency";

const query = z.object({ window: z.enum(LATENCY_WINDOW_NAMES).default("24h") });

/** `{window, offers}`: percentiles and availability of real runs. */
export const GET = handleRoute(async (request: Request) => {
  const { window } = readQuery(request, query);
  return Response.json({ window, offers: await readLatency(await database(), window, new Date()) });
});
