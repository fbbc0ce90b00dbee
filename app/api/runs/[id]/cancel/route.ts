import { database } from "@/db/client";
import { readRun } from "@/db/queries/runs";
import { AppError } from "@/lib/server/app-error";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { runHub } from "@/lib/server/run-hub";

type Context = { params: Promise<{ id: string }> };

/** Stops one run; stopping one that is over is no error. One that is live here is stopped whatever the database does. */
export const POST = handleRoute<Context>(async (_request, { params }, { owner }) => {
  const id = requireUuid((await params).id);
  const hub = runHub();
  if (hub.stopHere(id, owner)) return Response.json({ id, stopped: true }, { status: 202 });
  const run = await readRun(await database(), owner, id);
  if (!run) throw new AppError("not-found", "There is no such run.");
  const stopped = await hub.stop(run.comparisonId, id);
  return Response.json({ id, stopped }, { status: 202 });
});
