import { database } from "@/db/client";
import { deleteShare, readShare, updateShareExpiry } from "@/db/queries/shares";
import { AppError } from "@/lib/server/app-error";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { changeShareSchema } from "@/lib/server/share";

type Context = { params: Promise<{ id: string }> };

const missing = () => new AppError("not-found", "This share does not exist, or no longer.");

/** The snapshot, for anyone who has the link. */
export const GET = handleRoute<Context>(
  async (_request, { params }) => {
    const share = await readShare(await database(), (await params).id);
    if (!share) throw missing();
    return Response.json(share, {
      headers: {
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex",
        "referrer-policy": "no-referrer",
      },
    });
  },
  { right: "anyone" },
);

/** Changes when it ends. */
export const PATCH = handleRoute<Context>(async (request, { params }, { owner }) => {
  const { expiresAt } = await readJsonBody(request, changeShareSchema);
  const { id } = await params;
  const changed = await updateShareExpiry(await database(), id, owner, expiresAt ?? null);
  if (!changed) throw missing();
  return Response.json({ id, expiresAt: expiresAt?.toISOString() ?? null });
});

/** Revokes it. */
export const DELETE = handleRoute<Context>(async (_request, { params }, { owner }) => {
  const revoked = await deleteShare(await database(), (await params).id, owner);
  if (!revoked) throw missing();
  return new Response(null, { status: 204 });
});
