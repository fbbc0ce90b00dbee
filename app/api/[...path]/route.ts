import { AppError } from "@/lib/server/app-error";
import { handleRoute } from "@/lib/server/handle-route";

const missing = handleRoute(
  async (request: Request) => {
    throw new AppError(
      "not-found",
      `There is no ${request.method} ${new URL(request.url).pathname}. The README lists the API.`,
    );
  },
  { right: "anyone" },
);

/** Scripts get a problem they can read, not the page for people. */
export { missing as DELETE, missing as GET, missing as PATCH, missing as POST, missing as PUT };
