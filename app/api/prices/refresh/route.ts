import { handleRoute } from "@/lib/server/handle-route";
import { refreshPrices } from "@/lib/server/prices/refresh-prices";

/** Asks every source for its prices: `{sources: [{source, ok, message, newPoints, checkedAt}]}`. */
export const POST = handleRoute(async () => Response.json({ sources: await refreshPrices() }), {
  right: "operator",
});
