import { testEndpointSchema } from "@/lib/catalog/custom-endpoint";
import { draftEndpoint } from "@/lib/server/draft-endpoint";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { testEndpoint } from "@/lib/server/test-endpoint";

/** Calls an endpoint that is not saved, or not like this, and says what came back. */
export const POST = handleRoute(
  async (request, _context, { owner }) => {
    const { tier, ...draft } = await readJsonBody(request, testEndpointSchema);
    const endpoint = await draftEndpoint(draft, owner);
    return Response.json(await testEndpoint(endpoint, { tier, signal: request.signal }));
  },
  { right: "operator" },
);
