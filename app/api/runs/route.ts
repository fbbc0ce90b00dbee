import { z } from "zod";
import { database } from "@/db/client";
import { listRuns } from "@/db/queries/runs";
import { pageQuery, readQuery, runFilterQuery } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";

const query = runFilterQuery.extend(pageQuery.shape).extend({ include: z.literal("content").optional() });

/** The log: `{runs, nextCursor}`, newest first, with content only when asked for. */
export const GET = handleRoute(async (request, _context, { owner }) => {
  const { limit, cursor, include, ...filter } = readQuery(request, query);
  const page = { limit, cursor, withContent: include === "content" };
  return Response.json(await listRuns(await database(), owner, filter, page));
});
