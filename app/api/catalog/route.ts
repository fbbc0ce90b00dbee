import { readCatalog } from "@/lib/server/catalog";
import { handleRoute } from "@/lib/server/handle-route";

/** `{tiers, providers, offers}` */
export const GET = handleRoute(async (_request, _context, caller) =>
  Response.json(await readCatalog(caller)),
);
