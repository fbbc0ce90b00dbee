import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { previewShare, previewShareSchema } from "@/lib/server/share";

/** What a share would show, and what in it looks like a key. Nothing is published. */
export const POST = handleRoute(async (request, _context, { owner }) => {
  const body = await readJsonBody(request, previewShareSchema);
  return Response.json(await previewShare(body, owner), { headers: { "cache-control": "no-store" } });
});
