import { database } from "@/db/client";
import { readRun } from "@/db/queries/runs";
import { AppError } from "@/lib/server/app-error";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";

type Context = { params: Promise<{ id: string }> };

/** One run, with its content. */
export const GET = handleRoute<Context>(async (_request, { params }, { owner }) => {
  const run = await readRun(await database(), owner, requireUuid((await params).id));
  if (!run) throw new AppError("not-found", "There is no such run.");
  return Response.json(run);
});
