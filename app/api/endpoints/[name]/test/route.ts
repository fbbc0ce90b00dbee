import { findCustomEndpoint } from "@/lib/server/custom-endpoints";
import { readQuery } from "@/lib/server/guards/read-query";
import { endpointTestQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";
import { missingEndpoint } from "@/lib/server/save-endpoint";
import { testEndpoint } from "@/lib/server/test-endpoint";

type Context = { params: Promise<{ name: string }> };

/** Calls a saved endpoint once and says what came back; `?tier=` chooses the model. */
export const POST = handleRoute<Context>(
  async (request, { params }, { owner }) => {
    const { tier } = readQuery(request, endpointTestQuery);
    const endpoint = await findCustomEndpoint(owner, (await params).name);
    if (!endpoint) throw missingEndpoint();
    return Response.json(await testEndpoint(endpoint, { tier, signal: request.signal }));
  },
  { right: "operator" },
);
