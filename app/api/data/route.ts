import { deleteAllOf, deleteAllSchema } from "@/lib/server/delete-comparison";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";

/** Deletes everything of mine: comparisons, shares, endpoints, keys and tokens. */
export const DELETE = handleRoute(async (request, _context, { owner }) => {
  await readJsonBody(request, deleteAllSchema);
  await deleteAllOf(owner);
  return new Response(null, { status: 204 });
});
