import { database } from "@/db/client";
import { listTokens } from "@/db/queries/tokens";
import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { createToken, createTokenSchema } from "@/lib/server/tokens";

/** `{tokens}`: newest first, by name and first characters. */
export const GET = handleRoute(
  async (_request, _context, { owner }) =>
    Response.json({ tokens: await listTokens(await database(), owner) }),
  { right: "operator" },
);

/** Makes a token: `token` is in this answer, and never again. */
export const POST = handleRoute(
  async (request, _context, { owner }) => {
    const { name } = await readJsonBody(request, createTokenSchema);
    return Response.json(await createToken(name, owner), { status: 201 });
  },
  { right: "operator" },
);
