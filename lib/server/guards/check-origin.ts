import { AppError } from "../app-error";
import { cameOverHttps } from "./client-address";

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
  const isForeignSite = site !== null && site !== "same-origin" && site !== "none";
  const isForeignOrigin =
    origin !== null && origin !== ownOrigin(headers) && !isBrowsersWord(headers, origin);
  if (!isForeignSite && !isForeignOrigin) return;
  throw new AppError(
    "forbidden-origin",
    "Requests that change or spend something are taken only from Glimpse's own pages, or from scripts that send no Origin.",
  );
}

/** The origin of our own pages, as the (checked) `Host` names it: https where a trusted proxy says so. */
export function ownOrigin(headers: Headers): string {
  return `${cameOverHttps(headers) ? "https" : "http"}://${hostOf(headers)}`;
}

/**
 * Behind a TLS proxy that `GLIMPSE_TRUSTED_PROXY` doesn't name, we don't know that our pages are served over https; the
 * browser does, and no page can make it say so.
 */
function isBrowsersWord(headers: Headers, origin: string): boolean {
  return headers.get("sec-fetch-site") === "same-origin" && origin === `https://${hostOf(headers)}`;
}

function hostOf(headers: Headers): string {
  return headers.get("host")?.toLowerCase() ?? "";
}
