import { z } from "zod";
import { findCustomEndpoint } from "@/lib/server/custom-endpoints";
import { readQuery } from "@/lib/server/guards/read-query";
import { handleRoute } from "@/lib/server/handle-route";
import { missingEndpoint } from "@/lib/server/save-endpoint";
import { testEndpoint } from "@/lib/server/test-endpoint";

type Context = { params: Promise<{ name: string }> };

const query = z.object({ tier: z.string().max(64).optional() });

/** Calls a saved endpoint once and says what came back; `?tier=` chooses the model. */
export const POST = handleRoute<Context>(
  async (request, { params }, { owner }) => {
    const { tier } = readQuery(request, query);
    const endpoint = await findCustomEndpoint(owner, (await params).name);
    if (!endpoint) throw missingEndpoint();
    return Response.json(await testEndpoint(endpoint, { tier, signal: request.signal }));
  },
  { right: "operator" },
);
