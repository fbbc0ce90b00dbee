import { deleteAllOf, deleteAllSchema } from "@/lib/server/delete-comparison";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { NO_SESSION_KEYS, sessionKeysCookie } from "@/lib/server/keys/session-keys";

/** Deletes everything of mine: comparisons, shares, endpoints, keys and tokens. */
export const DELETE = handleRoute(async (request, _context, { owner, sessionId, sessionKeys }) => {
  await readJsonBody(request, deleteAllSchema);
  await deleteAllOf(owner);
  const response = new Response(null, { status: 204 });
  if (sessionId !== null && sessionKeys.size > 0)
    response.headers.append(
      "set-cookie",
      await sessionKeysCookie(request.headers, sessionId, NO_SESSION_KEYS),
    );
  return response;
});
