import { database } from "@/db/client";
import { readComparison } from "@/db/queries/comparisons";
import { AppError } from "@/lib/server/app-error";
import { deleteEverywhere } from "@/lib/server/delete-comparison";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";

type Context = { params: Promise<{ id: string }> };

/** The whole comparison. */
export const GET = handleRoute<Context>(async (_request, { params }, { owner }) => {
  const id = requireUuid((await params).id);
  const comparison = await readComparison(await database(), id, owner);
  if (!comparison) throw new AppError("not-found", "There is no such comparison.");
  return Response.json(comparison);
});

/** Deletes it everywhere: turns, runs and shares too. */
export const DELETE = handleRoute<Context>(async (_request, { params }, { owner }) => {
  const existed = await deleteEverywhere(requireUuid((await params).id), owner);
  if (!existed) throw new AppError("not-found", "There is no such comparison.");
  return new Response(null, { status: 204 });
});
