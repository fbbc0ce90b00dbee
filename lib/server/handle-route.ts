import { AppError, databaseUnavailable, isAppError, toProblem } from "./app-error";
import { type Caller, callerOf } from "./caller";
import { isDatabaseFault } from "./database-fault";
import { checkHost } from "./guards/check-host";
import { checkOrigin } from "./guards/check-origin";
import { checkContentType } from "./guards/read-json-body";
import { log } from "./log";

type Handler<Context> = (request: Request, context: Context, caller: Caller) => Promise<Response>;
type Route<Context> = (request: Request, context: Context) => Promise<Response>;

const READS = new Set(["GET", "HEAD"]);

/** Wraps a route handler: the guards that every route needs before it, and one place that turns errors into answers after it. */
export function handleRoute<Context>(handler: Handler<Context>): Route<Context> {
  return async (request, context) => {
    try {
      checkHost(request.headers);
      if (!READS.has(request.method)) {
        checkOrigin(request.headers);
        // What a foreign page's form can send is refused even where a body is not read.
        if (request.headers.has("content-type")) checkContentType(request.headers);
      }
      return await handler(request, context, await callerOf(request.headers));
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
  };
}
