import { handleRoute } from "@/lib/server/handle-route";
import { requireKeyedProvider } from "@/lib/server/keys/list-keys";
import { testKey } from "@/lib/server/keys/test-key";

type Context = { params: Promise<{ provider: string }> };

/** Calls the provider once with one's own key, the environment's too, and says what came back. */
export const POST = handleRoute<Context>(async (request, { params }, caller) => {
  const provider = requireKeyedProvider((await params).provider, caller);
  return Response.json(await testKey(provider, caller, request.signal));
});
