import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { changeRetentionSchema, readRetention, setRetention } from "@/lib/server/retention-days";

/** `{days, isFixed}`: how long comparisons are kept; `days: null` until they are deleted. */
export const GET = handleRoute(async () => Response.json(await readRetention()));

/** `{days}` changes it, for all owners. */
export const PUT = handleRoute(
  async (request) => {
    const { days } = await readJsonBody(request, changeRetentionSchema);
    await setRetention(days);
    return Response.json(await readRetention());
  },
  { right: "operator" },
);
