import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { env } from "./env";
import { randomId } from "./random-id";
import { endingCookieLine, readSealedCookie, type SealedCookie, sealedCookieLine } from "./sealed-cookie";
import { derivePassword, derivePasswords } from "./secrets";

const COOKIE: SealedCookie = {
  name: "glimpse-session",
  use: "session cookies",
  sameSite: "Lax",
  lifetimeSeconds: 30 * 24 * 3600,
  endsWithBrowser: false,
};

const sessionSchema = z.discriminatedUnion("role", [
  z.object({ role: z.literal("visitor"), id: z.string() }),
  /** `passwordMark` ends it when the password changes. */
  z.object({ role: z.literal("operator"), id: z.string(), passwordMark: z.string() }),
]);

/** What a browser holds, sealed, in its cookie. */
export type Session = z.infer<typeof sessionSchema>;

/** The session that a request's cookie opens; null without one, or when it is over, damaged or somebody else's make. */
export async function readSession(headers: Headers): Promise<Session | null> {
  const session = await readSealedCookie(headers, COOKIE, sessionSchema);
  if (session?.role === "operator" && !(await isOfPassword(session.passwordMark))) return null;
  return session;
}

/** Begins a visitor's session: the caller must send the cookie. */
export async function newVisitorSession(headers: Headers): Promise<{ session: Session; cookie: string }> {
  return begin({ role: "visitor", id: randomId(16) }, headers);
}

/** Begins the session of whoever knew the password: the caller must send the cookie. */
export async function newOperatorSession(headers: Headers): Promise<{ session: Session; cookie: string }> {
  const mark = passwordMark(await derivePassword(MARKS));
  return begin({ role: "operator", id: randomId(16), passwordMark: mark }, headers);
}

/** The `Set-Cookie` line that ends a session in the browser. */
export function endingCookie(headers: Headers): string {
  return endingCookieLine(headers, COOKIE);
}

async function begin(session: Session, headers: Headers): Promise<{ session: Session; cookie: string }> {
  return { session, cookie: await sealedCookieLine(headers, COOKIE, session) };
}

const MARKS = "password marks";

function passwordMark(hmacKey: string): string {
  return createHmac("sha256", hmacKey)
    .update(env().GLIMPSE_PASSWORD ?? "")
    .digest("base64url");
}

async function isOfPassword(mark: string): Promise<boolean> {
  if (env().GLIMPSE_PASSWORD === undefined) return false;
  const given = Buffer.from(mark);
  return (await derivePasswords(MARKS))
    .map((hmacKey) => Buffer.from(passwordMark(hmacKey)))
    .some((expected) => given.length === expected.length && timingSafeEqual(given, expected));
}
