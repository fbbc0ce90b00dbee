import { changeEndpointSchema } from "@/lib/catalog/custom-endpoint";
import { findCustomEndpoint } from "@/lib/server/custom-endpoints";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { changeEndpoint, missingEndpoint, removeEndpoint } from "@/lib/server/save-endpoint";

type Context = { params: Promise<{ name: string }> };

/** One endpoint, without its key. */
export const GET = handleRoute<Context>(
  async (_request, { params }, { owner }) => {
    const endpoint = await findCustomEndpoint(owner, (await params).name);
    if (!endpoint) throw missingEndpoint();
    return Response.json(endpoint.view);
  },
  { right: "operator" },
);

/** Changes what is given; `warnings` says so when a new address made it forget the key. */
export const PATCH = handleRoute<Context>(
  async (request, { params }, { owner }) => {
    const body = await readJsonBody(request, changeEndpointSchema);
    return Response.json(await changeEndpoint((await params).name, body, owner));
  },
  { right: "operator" },
);

/** Forgets it and its key; its runs stay in the log. */
export const DELETE = handleRoute<Context>(
  async (_request, { params }, { owner }) => {
    await removeEndpoint((await params).name, owner);
    return new Response(null, { status: 204 });
  },
  { right: "operator" },
);
