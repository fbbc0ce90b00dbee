import { sealData, unsealData } from "iron-session";
import type { z } from "zod";
import { cameOverHttps } from "./guards/client-address";
import { derivePassword, derivePasswords } from "./secrets";

/** A cookie whose value only this server can read or make. */
export type SealedCookie = {
  name: string;
  /** What its password is derived for: a value that was sealed for another use does not open. */
  use: string;
  sameSite: "Lax" | "Strict";
  lifetimeSeconds: number;
  /** Whether it ends with the browser already. */
  endsWithBrowser: boolean;
};

/** What a request's cookie holds; null without one, or when it is over, damaged or somebody else's make. */
export async function readSealedCookie<T>(
  headers: Headers,
  { name, use, lifetimeSeconds: ttl }: SealedCookie,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const sealed = readCookie(headers, fullName(headers, name));
  if (sealed === null) return null;
  for (const password of await derivePasswords(use)) {
    const parsed = schema.safeParse(await unsealData(sealed, { password, ttl }));
    if (parsed.success) return parsed.data;
  }
  return null;
}

/** The `Set-Cookie` line that makes a browser hold `data`. */
export async function sealedCookieLine(
  headers: Headers,
  cookie: SealedCookie,
  data: unknown,
): Promise<string> {
  const { use, lifetimeSeconds: ttl, endsWithBrowser } = cookie;
  const sealed = await sealData(data, { password: await derivePassword(use), ttl });
  return cookieLine(headers, cookie, sealed, endsWithBrowser ? null : ttl);
}

/** The `Set-Cookie` line that makes a browser forget it. */
export function endingCookieLine(headers: Headers, cookie: SealedCookie): string {
  return cookieLine(headers, cookie, "", 0);
}

function cookieLine(
  headers: Headers,
  { name, sameSite }: SealedCookie,
  value: string,
  maxAgeSeconds: number | null,
): string {
  const age = maxAgeSeconds === null ? "" : ` Max-Age=${maxAgeSeconds};`;
  const attributes = `Path=/;${age} HttpOnly; SameSite=${sameSite}`;
  return `${fullName(headers, name)}=${value}; ${attributes}${cameOverHttps(headers) ? "; Secure" : ""}`;
}

/** Over https the name has a prefix with which browsers take the cookie from this host alone, and only over https. */
function fullName(headers: Headers, name: string): string {
  return cameOverHttps(headers) ? `__Host-${name}` : name;
}

function readCookie(headers: Headers, name: string): string | null {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const found = pairs.find((pair) => pair.startsWith(`${name}=`));
  return found?.slice(name.length + 1) || null;
}
