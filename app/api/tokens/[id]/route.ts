import { database } from "@/db/client";
import { deleteToken } from "@/db/queries/tokens";
import { AppError } from "@/lib/server/app-error";
import { requireUuid } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";

type Context = { params: Promise<{ id: string }> };

/** Revokes it: its next request is refused. */
export const DELETE = handleRoute<Context>(
  async (_request, { params }, { owner }) => {
    const id = requireUuid((await params).id);
    const existed = await deleteToken(await database(), owner, id);
    if (!existed) throw new AppError("not-found", "There is no such token.");
    return new Response(null, { status: 204 });
  },
  { right: "operator" },
);
