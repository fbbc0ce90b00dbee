import { database } from "@/db/client";
import { listCurrentPricePoints, listPricePoints } from "@/db/queries/price-points";
import { mayKnowOf } from "@/lib/server/catalog";
import { readQuery } from "@/lib/server/guards/read-query";
import { pricesQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";
import { readPriceSources } from "@/lib/server/prices/read-price-sources";

/**
 * `{pricePoints, sources, disagreements, published}`: the prices that bill (with `history=1` all that any source ever
 * stated), how each source was last asked, where they disagree, and what they publish of speed.
 */
export const GET = handleRoute(async (request, _context, caller) => {
  const { history, offer } = readQuery(request, pricesQuery);
  const read = history ? listPricePoints : listCurrentPricePoints;
  const pricePoints = await read(await database(), offer);
  const { sources, disagreements, published } = await readPriceSources(offer);
  const isKnown = mayKnowOf(caller);
  const known = <T extends { offer: string }>(rows: T[]) => rows.filter((row) => isKnown(row.offer));
  return Response.json({
    pricePoints: known(pricePoints),
    sources,
    disagreements: known(disagreements),
    published: known(published),
  });
});
