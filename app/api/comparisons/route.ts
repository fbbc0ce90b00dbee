import { database } from "@/db/client";
import { listComparisons } from "@/db/queries/comparisons";
import { startComparisonSchema } from "@/lib/runs/settings";
import { requiredStream } from "@/lib/server/event-stream";
import { readIdempotencyKey } from "@/lib/server/guards/read-idempotency-key";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { pageQuery, readQuery } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { replayComparison } from "@/lib/server/replay-comparison";
import { startComparison } from "@/lib/server/start-comparison";

/** Starts a comparison and answers with its stream; the same `Idempotency-Key` and body join it again. */
export const POST = handleRoute(async (request, _context, caller) => {
  const body = await readJsonBody(request, startComparisonSchema);
  const key = readIdempotencyKey(request.headers);
  const started = await startComparison(body, caller, key);
  return key === null ? requiredStream(started) : replayComparison(started.comparisonId, caller.owner);
});

/** `{comparisons, nextCursor}`, newest first. */
export const GET = handleRoute(async (request, _context, { owner }) => {
  const page = readQuery(request, pageQuery);
  return Response.json(await listComparisons(await database(), owner, page));
});
