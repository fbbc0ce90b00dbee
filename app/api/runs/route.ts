import { database } from "@/db/client";
import { listRuns } from "@/db/queries/runs";
import { readQuery } from "@/lib/server/guards/read-query";
import { runListQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";

/**
 * The log: `{runs, nextCursor}`, newest first, with content only when asked for; a page of it may then be shorter than
 * `limit`.
 */
export const GET = handleRoute(async (request, _context, { owner }) => {
  const { limit, cursor, include, ...filter } = readQuery(request, runListQuery);
  const page = { limit, cursor, withContent: include === "content" };
  return Response.json(await listRuns(await database(), owner, filter, page));
});
