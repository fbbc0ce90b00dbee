import { z } from "zod";
import { database } from "@/db/client";
import { listCurrentPricePoints, listPricePoints } from "@/db/queries/price-points";
import { readQuery } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";

const query = z.object({ history: z.literal("1").optional(), offer: z.string().max(200).optional() });

/** `{pricePoints}`: the current ones, or all with `history=1`. */
export const GET = handleRoute(async (request: Request) => {
  const { history, offer } = readQuery(request, query);
  const read = history ? listPricePoints : listCurrentPricePoints;
  return Response.json({ pricePoints: await read(await database(), offer) });
});
