import { z } from "zod";
import { database } from "@/db/client";
import { listCurrentPricePoints, listPricePoints } from "@/db/queries/price-points";
import { readQuery } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { readPriceSources } from "@/lib/server/prices/read-price-sources";

const query = z.object({ history: z.literal("1").optional(), offer: z.string().max(200).optional() });

/**
 * `{pricePoints, sources, disagreements, published}`: the prices that bill (with `history=1` all that any source ever
 * stated), how each source was last asked, where they disagree, and what they publish of speed.
 */
export const GET = handleRoute(async (request: Request) => {
  const { history, offer } = readQuery(request, query);
  const read = history ? listPricePoints : listCurrentPricePoints;
  const pricePoints = await read(await database(), offer);
  return Response.json({ pricePoints, ...(await readPriceSources(offer)) });
});
