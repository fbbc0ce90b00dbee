import { AppError, databaseUnavailable, isAppError, toProblem } from "./app-error";
import type { Caller } from "./caller";
import { isDatabaseFault } from "./database-fault";
import { admit, type Right } from "./guards/admit";
import { checkHost } from "./guards/check-host";
import { checkOrigin } from "./guards/check-origin";
import { checkContentType } from "./guards/read-json-body";
import { log } from "./log";
import { withRequestId } from "./request-id";
import { hasToken } from "./tokens";

type Handler<Context> = (request: Request, context: Context, caller: Caller) => Promise<Response>;
type Route<Context> = (request: Request, context: Context) => Promise<Response>;

const READS = new Set(["GET", "HEAD"]);

/**
 * Wraps a route handler: the guards that every route needs before it, and one place that turns errors into answers
 * after it.
 *
 * @param right who may use it; the handler is given who does
 */
export function handleRoute<Context>(
  handler: Handler<Context>,
  { right = "member" }: { right?: Right } = {},
): Route<Context> {
  return withRequestId(async (request, context) => {
    try {
      const isRead = READS.has(request.method);
      checkHost(request.headers);
      if (!isRead) checkSender(request.headers);
      const { caller, cookie } = await admit(request.headers, right, isRead);
      const response = await handler(request, context, caller);
      if (cookie !== null) response.headers.append("set-cookie", cookie);
      // What one person is told, nothing in between may keep for another.
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      if (isAppError(error) && error.code !== "internal") return toProblem(error);
      if (isDatabaseFault(error)) {
        log.error({ err: error }, "database unavailable");
        return toProblem(databaseUnavailable(error));
      }
      log.error({ err: error, path: new URL(request.url).pathname }, "request failed");
      return toProblem(
        new AppError("internal", "Something broke on our side. The server's log has the details."),
      );
    }
  });
}

/** A browser adds cookies to what a foreign page sends, but never a token: with one, the sender is who it says. */
function checkSender(headers: Headers): void {
  if (!hasToken(headers)) checkOrigin(headers);
  // What a foreign page's form can send is refused even where a body is not read.
  if (headers.has("content-type")) checkContentType(headers);
}
