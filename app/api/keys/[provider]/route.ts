import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { requireKeyedProvider } from "@/lib/server/keys/list-keys";
import { removeKey, saveKey, saveKeySchema } from "@/lib/server/keys/save-key";

type Context = { params: Promise<{ provider: string }> };

/** `{apiKey}` is kept for the provider's present origin: the operator's sealed in the database, a visitor's in a cookie. */
export const PUT = handleRoute<Context>(async (request, { params }, caller) => {
  const provider = requireKeyedProvider((await params).provider, caller);
  const { apiKey } = await readJsonBody(request, saveKeySchema);
  const { key, cookie } = await saveKey(provider, apiKey, caller, request.headers);
  return withCookie(Response.json(key), cookie);
});

/** Forgets the key that was entered; one of the environment stays. */
export const DELETE = handleRoute<Context>(async (request, { params }, caller) => {
  const provider = requireKeyedProvider((await params).provider, caller);
  return withCookie(new Response(null, { status: 204 }), await removeKey(provider, caller, request.headers));
});

function withCookie(response: Response, cookie: string | null): Response {
  if (cookie !== null) response.headers.append("set-cookie", cookie);
  return response;
}
