/** What no page of ours may do, whoever wrote what it shows. */
const ALWAYS = [
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

/** For what is no page, such as an answer of the API that somebody opens in a tab. */
export const NO_PAGE_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** For a page that got no nonce, which has no way around the proxy that gives it one. */
export const BASE_POLICY = ALWAYS.join("; ");

/**
 * For a page: only scripts that carry this request's nonce run, and what they load themselves.
 *
 * Style elements need the nonce too. Style attributes don't: React writes those of tiers, popups and code into the
 * server's HTML, where no nonce can stand; an attribute can neither select anything nor, with `img-src`, load anything.
 *
 * @param isDev `next dev` evaluates code and adds styles as it reloads
 */
export function pagePolicy(nonce: string, { isDev, isHttps }: { isDev: boolean; isHttps: boolean }): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDev ? " 'unsafe-eval'" : ""}`,
    isDev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    // Else `strict-dynamic` would count for workers, and none is started by a script element.
    "worker-src 'self'",
    ...ALWAYS,
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}
