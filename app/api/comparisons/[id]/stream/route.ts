import { database } from "@/db/client";
import { readComparison } from "@/db/queries/comparisons";
import { AppError } from "@/lib/server/app-error";
import { eventStream } from "@/lib/server/event-stream";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";

type Context = { params: Promise<{ id: string }> };

/** Joins what is live, from its start or after `Last-Event-ID`; 204 when nothing is. */
export const GET = handleRoute<Context>(async (request, { params }, { owner }) => {
  const comparisonId = requireUuid((await params).id);
  const comparison = await readComparison(await database(), comparisonId, owner);
  if (!comparison) throw new AppError("not-found", "There is no such comparison.");
  const lastEventId = request.headers.get("last-event-id") ?? "0";
  if (!/^\d{1,15}$/.test(lastEventId))
    throw new AppError("invalid-query", "Last-Event-ID must be an event's number.");
  const live = await eventStream({ comparisonId, afterEventId: Number(lastEventId) });
  return live ?? new Response(null, { status: 204 });
});
