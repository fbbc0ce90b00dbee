import { database } from "@/db/client";
import { listShares } from "@/db/queries/shares";
import { ownOrigin } from "@/lib/server/guards/check-origin";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { publishShare, publishShareSchema } from "@/lib/server/share";

/** Publishes a snapshot: `{id, url}`. */
export const POST = handleRoute(async (request, _context, { owner }) => {
  const body = await readJsonBody(request, publishShareSchema);
  const id = await publishShare(body, owner);
  const origin = request.headers.get("origin") ?? ownOrigin(request.headers);
  return Response.json({ id, url: `${origin}/s/${id}` }, { status: 201 });
});

/** `{shares}`: mine, newest first. */
export const GET = handleRoute(async (_request, _context, { owner }) =>
  Response.json({ shares: await listShares(await database(), owner) }),
);
