const SOME_SITE = "http://some.site";

/**
 * Where to go after signing in: a path of this site, with its query and fragment. Anything else, an address that only
 * looks like a path among them, is the playground.
 */
export function sameSitePath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  if (!URL.canParse(next, SOME_SITE)) return "/";
  const { origin, pathname, search, hash } = new URL(next, SOME_SITE);
  const leadsAway = origin !== SOME_SITE || pathname.startsWith("//");
  return leadsAway || pathname === "/sign-in" ? "/" : `${pathname}${search}${hash}`;
}
