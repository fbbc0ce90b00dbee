import { handleRoute } from "@/lib/server/handle-route";
import { describeApi } from "@/lib/server/openapi/describe-api";

let description: object | undefined;

/** The API's description (OpenAPI 3.1). */
export const GET = handleRoute(
  async () => {
    description ??= describeApi();
    return Response.json(description);
  },
  { right: "anyone" },
);
