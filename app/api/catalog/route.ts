import { readCatalog } from "@/lib/server/catalog";
import { handleRoute } from "@/lib/server/handle-route";

/** `{tiers, providers, offers}` */
export const GET = handleRoute(async () => Response.json(await readCatalog()));
