import { createHmac, timingSafeEqual } from "node:crypto";
import { sealData, unsealData } from "iron-session";
import { z } from "zod";
import { env } from "./env";
import { cameOverHttps } from "./guards/client-address";
import { randomId } from "./random-id";
import { derivePassword } from "./secrets";

const LIFETIME_SECONDS = 30 * 24 * 3600;

const sessionSchema = z.discriminatedUnion("role", [
  z.object({ role: z.literal("visitor"), id: z.string() }),
  /** `passwordMark` ends it when the password changes. */
  z.object({ role: z.literal("operator"), id: z.string(), passwordMark: z.string() }),
]);

/** What a browser holds, sealed, in its cookie. */
export type Session = z.infer<typeof sessionSchema>;

/** The session that a request's cookie opens; null without one, or when it is over, damaged or somebody else's make. */
export async function readSession(headers: Headers): Promise<Session | null> {
  const sealed = readCookie(headers, cookieName(headers));
  if (sealed === null) return null;
  const password = await cookiePassword();
  const parsed = sessionSchema.safeParse(await unsealData(sealed, { password, ttl: LIFETIME_SECONDS }));
  if (!parsed.success) return null;
  const session = parsed.data;
  if (session.role === "operator" && !(await isOfPassword(session.passwordMark))) return null;
  return session;
}

/** Begins a visitor's session: the caller must send the cookie. */
export async function newVisitorSession(headers: Headers): Promise<{ session: Session; cookie: string }> {
  return begin({ role: "visitor", id: randomId(16) }, headers);
}

/** Begins the session of whoever knew the password: the caller must send the cookie. */
export async function newOperatorSession(headers: Headers): Promise<{ session: Session; cookie: string }> {
  return begin({ role: "operator", id: randomId(16), passwordMark: await passwordMark() }, headers);
}

/** The `Set-Cookie` line that ends a session in the browser. */
export function endingCookie(headers: Headers): string {
  return cookieLine(headers, "", 0);
}

async function begin(session: Session, headers: Headers): Promise<{ session: Session; cookie: string }> {
  const sealed = await sealData(session, { password: await cookiePassword(), ttl: LIFETIME_SECONDS });
  return { session, cookie: cookieLine(headers, sealed, LIFETIME_SECONDS) };
}

function cookieLine(headers: Headers, value: string, maxAgeSeconds: number): string {
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax`;
  return `${cookieName(headers)}=${value}; ${attributes}${cameOverHttps(headers) ? "; Secure" : ""}`;
}

/** Over https the name has a prefix with which browsers take the cookie from this host alone, and only over https. */
function cookieName(headers: Headers): string {
  return cameOverHttps(headers) ? "__Host-glimpse-session" : "glimpse-session";
}

function readCookie(headers: Headers, name: string): string | null {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || null;
}

const cookiePassword = () => derivePassword("session cookies");

async function passwordMark(): Promise<string> {
  const password = env().GLIMPSE_PASSWORD ?? "";
  return createHmac("sha256", await derivePassword("password marks"))
    .update(password)
    .digest("base64url");
}

async function isOfPassword(mark: string): Promise<boolean> {
  if (env().GLIMPSE_PASSWORD === undefined) return false;
  const [given, expected] = [Buffer.from(mark), Buffer.from(await passwordMark())];
  return given.length === expected.length && timingSafeEqual(given, expected);
}
