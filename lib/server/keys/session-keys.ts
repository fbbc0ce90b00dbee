import { z } from "zod";
import { AppError } from "../app-error";
import { endingCookieLine, readSealedCookie, type SealedCookie, sealedCookieLine } from "../sealed-cookie";

const sessionKeySchema = z.object({ key: z.string(), origin: z.string(), setAt: z.string() });

/** A key that a visitor brings along: it is sent to `origin` and nowhere else. */
export type SessionKey = z.infer<typeof sessionKeySchema>;

/** A visitor's own keys by provider. They live in the visitor's browser, sealed; the server stores none. */
export type SessionKeys = ReadonlyMap<string, SessionKey>;

export const NO_SESSION_KEYS: SessionKeys = new Map();

const cookieSchema = z.object({ keys: z.record(z.string(), sessionKeySchema) });

/** A browser throws away a cookie above 4096 bytes, attributes included, and says nothing. */
const LONGEST_COOKIE = 4000;

/** The password depends on the session: in another one the cookie does not open. */
function cookieOf(sessionId: string): SealedCookie {
  return {
    name: "glimpse-keys",
    use: `keys of session ${sessionId}`,
    sameSite: "Strict",
    lifetimeSeconds: 24 * 3600,
    endsWithBrowser: true,
  };
}

/** The keys that a request of this session brings along. */
export async function readSessionKeys(headers: Headers, sessionId: string): Promise<SessionKeys> {
  const held = await readSealedCookie(headers, cookieOf(sessionId), cookieSchema);
  return held === null ? NO_SESSION_KEYS : new Map(Object.entries(held.keys));
}

/**
 * The `Set-Cookie` line by which the browser holds these keys, or none any more.
 *
 * @throws AppError invalid-body when they are too long for a cookie
 */
export async function sessionKeysCookie(
  headers: Headers,
  sessionId: string,
  keys: SessionKeys,
): Promise<string> {
  if (keys.size === 0) return endingCookieLine(headers, cookieOf(sessionId));
  const line = await sealedCookieLine(headers, cookieOf(sessionId), { keys: Object.fromEntries(keys) });
  if (line.length <= LONGEST_COOKIE) return line;
  const message = "is too long to be kept beside your other keys in a cookie";
  throw new AppError("invalid-body", `apiKey: ${message}`, { fields: [{ field: "apiKey", message }] });
}
