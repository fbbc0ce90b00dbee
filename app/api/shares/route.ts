import { database } from "@/db/client";
import { listShares } from "@/db/queries/shares";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { currentOwner } from "@/lib/server/owner";
import { publishShare, publishShareSchema } from "@/lib/server/share";

/** Publishes a snapshot: `{id, url}`. */
export const POST = handleRoute(async (request: Request) => {
  const body = await readJsonBody(request, publishShareSchema);
  const id = await publishShare(body, await currentOwner());
  const { protocol } = new URL(request.url);
  return Response.json({ id, url: `${protocol}//${request.headers.get("host")}/s/${id}` }, { status: 201 });
});

/** `{shares}`: mine, newest first. */
export const GET = handleRoute(async () =>
  Response.json({ shares: await listShares(await database(), await currentOwner()) }),
);
