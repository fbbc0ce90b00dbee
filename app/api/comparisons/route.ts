import { database } from "@/db/client";
import { listComparisons } from "@/db/queries/comparisons";
import { startComparisonSchema } from "@/lib/runs/settings";
import { requiredStream } from "@/lib/server/event-stream";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { pageQuery, readQuery } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { currentOwner } from "@/lib/server/owner";
import { startComparison } from "@/lib/server/start-comparison";

/** Starts a comparison and answers with its stream. */
export const POST = handleRoute(async (request: Request) => {
  const body = await readJsonBody(request, startComparisonSchema);
  return requiredStream(await startComparison(body, await currentOwner()));
});

/** `{comparisons, nextCursor}`, newest first. */
export const GET = handleRoute(async (request: Request) => {
  const page = readQuery(request, pageQuery);
  return Response.json(await listComparisons(await database(), await currentOwner(), page));
});
