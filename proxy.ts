import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { AppError, toProblem } from "@/lib/server/app-error";
import { checkHost } from "@/lib/server/guards/check-host";
import { cameOverHttps } from "@/lib/server/guards/client-address";
import { pagePolicy } from "@/lib/server/guards/content-policy";

/** Before every page: foreign hosts are refused, as the API's handlers refuse them, and the page's policy is set. */
export function proxy(request: NextRequest): Response {
  try {
    checkHost(request.headers);
    return withPolicy(request);
  } catch (error) {
    if (error instanceof AppError) return toProblem(error);
    throw error;
  }
}

/** Next reads the nonce from the request's policy, for its own scripts; the layout reads it for the others. */
function withPolicy({ headers }: NextRequest): Response {
  const nonce = randomBytes(16).toString("base64");
  const isHttps = cameOverHttps(headers);
  const policy = pagePolicy(nonce, { isDev: process.env.NODE_ENV === "development", isHttps });
  const forPage = new Headers(headers);
  forPage.set("x-nonce", nonce);
  forPage.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers: forPage } });
  response.headers.set("content-security-policy", policy);
  // A year. Not before a proxy in front says that it serves https: it would lock people out of a plain one.
  if (isHttps) response.headers.set("strict-transport-security", "max-age=31536000");
  return response;
}

export const config = { matcher: ["/((?!api/|_next/static/).*)"] };
