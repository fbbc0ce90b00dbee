import { handleRoute } from "@/lib/server/handle-route";
import { listKeys } from "@/lib/server/keys/list-keys";

/** `{keys}`: where one's own key of each provider is from; never a key. */
export const GET = handleRoute(async (_request, _context, caller) =>
  Response.json({ keys: await listKeys(caller) }),
);
