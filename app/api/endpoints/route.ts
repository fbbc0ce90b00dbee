import { createEndpointSchema } from "@/lib/catalog/custom-endpoint";
import { listCustomEndpoints } from "@/lib/server/custom-endpoints";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { createEndpoint } from "@/lib/server/save-endpoint";

/** `{endpoints}`: the environment's, then mine by name; never a key. */
export const GET = handleRoute(
  async (_request, _context, { owner }) => {
    const endpoints = await listCustomEndpoints(owner);
    return Response.json({ endpoints: endpoints.map(({ view }) => view) });
  },
  { right: "operator" },
);

/** Adds an endpoint: its models can be called in lanes at once. */
export const POST = handleRoute(
  async (request, _context, { owner }) => {
    const body = await readJsonBody(request, createEndpointSchema);
    return Response.json(await createEndpoint(body, owner), { status: 201 });
  },
  { right: "operator" },
);
