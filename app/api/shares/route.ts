import { database } from "@/db/client";
import { listShares } from "@/db/queries/shares";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { publishShare, publishShareSchema } from "@/lib/server/share";

/** Publishes a snapshot: `{id, url}`. */
export const POST = handleRoute(async (request, _context, { owner }) => {
  const body = await readJsonBody(request, publishShareSchema);
  const id = await publishShare(body, owner);
  const { protocol } = new URL(request.url);
  return Response.json({ id, url: `${protocol}//${request.headers.get("host")}/s/${id}` }, { status: 201 });
});

/** `{shares}`: mine, newest first. */
export const GET = handleRoute(async (_request, _context, { owner }) =>
  Response.json({ shares: await listShares(await database(), owner) }),
);
