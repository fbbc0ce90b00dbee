import { AppError } from "../app-error";
import { env } from "../env";

/**
 * Refuses a request that changes or spends something when a browser sent it from another site.
 * A script sends neither `Origin` nor `Sec-Fetch-Site`, a browser can't leave them out; `Origin: null` is foreign.
 * Call after `checkHost`: our own origin is the one that the (checked) `Host` names.
 *
 * @throws AppError forbidden-origin
 */
export function checkOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const foreignSite = site !== null && site !== "same-origin" && site !== "none";
  if (foreignSite || (origin !== null && !ownOrigins(headers).includes(origin))) {
    throw new AppError(
      "forbidden-origin",
      "Requests that change or spend something are taken only from Glimpse's own pages, or from scripts that send no Origin.",
    );
  }
}

function ownOrigins(headers: Headers): string[] {
  const host = headers.get("host")?.toLowerCase() ?? "";
  // Behind a TLS proxy that the operator vouches for, our own pages come from https.
  const behindProxy = env().GLIMPSE_TRUSTED_PROXY !== undefined || env().GLIMPSE_ALLOWED_HOSTS.length > 0;
  return behindProxy ? [`http://${host}`, `https://${host}`] : [`http://${host}`];
}
