import { AppError, databaseUnavailable, isAppError, toProblem } from "./app-error";
import type { Caller } from "./caller";
import { isDatabaseFault } from "./database-fault";
import { admit, type Right } from "./guards/admit";
import { checkHost } from "./guards/check-host";
import { checkOrigin } from "./guards/check-origin";
import { clientNetwork } from "./guards/client-address";
import { checkContentType } from "./guards/read-json-body";
import { addLimitHeaders, countClient } from "./limits/count-client";
import { clientOf, onBehalfOf } from "./limits/current-client";
import { tighter } from "./limits/window-limiter";
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
 * @param isCounted whether its requests count for limits
 */
export function handleRoute<Context>(
  handler: Handler<Context>,
  { right = "member", isCounted = true }: { right?: Right; isCounted?: boolean } = {},
): Route<Context> {
  return withRequestId(async (request, context) => {
    const { headers } = request;
    try {
      const isRead = READS.has(request.method);
      checkHost(headers);
      // Before it is known who asks, for that costs something.
      const address = isCounted ? await countClient("requests", { address: clientNetwork(headers) }) : null;
      if (!isRead) checkSender(headers);
      const { caller, cookie } = await admit(headers, right, isRead);
      const client = clientOf(caller, headers);
      const session = isCounted ? await countClient("requests", { session: client?.session }) : null;
      const response = await onBehalfOf(client, () => handler(request, context, caller));
      addLimitHeaders(response, tighter(address, session));
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
