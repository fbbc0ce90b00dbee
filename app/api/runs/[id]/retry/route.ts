import { requiredStream } from "@/lib/server/event-stream";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { retryRun } from "@/lib/server/retry-run";

type Context = { params: Promise<{ id: string }> };

/** Runs that lane's turn again and answers with its stream. */
export const POST = handleRoute<Context>(async (_request, { params }, caller) => {
  const id = requireUuid((await params).id);
  return requiredStream(await retryRun(id, caller));
});
