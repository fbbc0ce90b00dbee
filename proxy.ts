import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { isAppError, toPlainPage, toProblem } from "@/lib/server/app-error";
import { checkHost } from "@/lib/server/guards/check-host";
import { cameOverHttps, clientNetwork } from "@/lib/server/guards/client-address";
import { pagePolicy } from "@/lib/server/guards/content-policy";
import { countClient } from "@/lib/server/limits/count-client";
import { serverMode } from "@/lib/server/mode";
import { readSession } from "@/lib/server/session";

/**
 * Before every page: foreign hosts and floods are refused, strangers led to sign in, and the page's policy set. Pages
 * and handlers check for themselves who asks; handlers count for themselves, too.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  try {
    checkHost(request.headers);
    await countClient("requests", { address: clientNetwork(request.headers) });
    if (await mustSignIn(request)) return redirectToSignIn(request);
    return withPolicy(request);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return request.headers.get("sec-fetch-dest") === "document" ? toPlainPage(error) : toProblem(error);
  }
}

/** What a stranger may see: where to sign in, shares, and their icon; browsers ask for `favicon.ico` unbidden, too. */
const OPEN = /^\/(sign-in|s\/[^/]+|icon\.svg|favicon\.ico)$/;

async function mustSignIn({ nextUrl, headers }: NextRequest): Promise<boolean> {
  if (serverMode() !== "password" || OPEN.test(nextUrl.pathname)) return false;
  return (await readSession(headers))?.role !== "operator";
}

function redirectToSignIn({ nextUrl }: NextRequest): Response {
  const to = nextUrl.clone();
  to.pathname = "/sign-in";
  to.search = "";
  to.searchParams.set("next", `${nextUrl.pathname}${nextUrl.search}`);
  return NextResponse.redirect(to);
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
