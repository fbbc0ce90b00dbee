import { continueComparison, nextTurnSchema } from "@/lib/server/continue-comparison";
import { requiredStream } from "@/lib/server/event-stream";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";

type Context = { params: Promise<{ id: string }> };

/** The next turn in all lanes, or in some; answers with its stream. */
export const POST = handleRoute<Context>(async (request, { params }, caller) => {
  const id = requireUuid((await params).id);
  const body = await readJsonBody(request, nextTurnSchema);
  return requiredStream(await continueComparison(id, body, caller));
});
