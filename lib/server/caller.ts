import { headers } from "next/headers";
import { cache } from "react";
import { checkHost } from "./guards/check-host";
import { rememberKeysInUse } from "./keys/keys-in-use";
import { NO_SESSION_KEYS, readSessionKeys, type SessionKeys } from "./keys/session-keys";
import { serverMode } from "./mode";
import { readSession, type Session } from "./session";
import { readToken } from "./tokens";

/** Who asks, and whose comparisons that person sees. */
export type Caller = {
  /** The owner of what this caller starts; `local` for whoever runs the server, '' for a stranger, who owns nothing. */
  owner: string;
  role: "operator" | "visitor" | "anonymous";
  /** The browser's session; null for a script, a stranger, and where nobody needs to sign in. */
  sessionId: string | null;
  /** The token that a script sent. */
  tokenId: string | null;
  /** A visitor's own keys; nobody else's request brings any along. */
  sessionKeys: SessionKeys;
};

const NEITHER = { sessionId: null, tokenId: null, sessionKeys: NO_SESSION_KEYS };
const OPERATOR: Caller = { owner: "local", role: "operator", ...NEITHER };
const STRANGER: Caller = { owner: "", role: "anonymous", ...NEITHER };

/**
 * Who sent a request: a token goes before a session, and where there is no password everybody who reaches the server
 * runs it.
 *
 * @throws AppError unauthorized when it carries a token that is none
 */
export async function callerOf(requestHeaders: Headers): Promise<Caller> {
  const token = await readToken(requestHeaders);
  if (token) return { ...OPERATOR, owner: token.owner, tokenId: token.id };
  return personOf(requestHeaders);
}

/**
 * Who asked for the page that is being rendered. Pages are for people: a token opens none.
 *
 * @throws AppError forbidden-host
 */
export const currentCaller = cache(async (): Promise<Caller> => {
  const requestHeaders = await headers();
  checkHost(requestHeaders);
  return personOf(requestHeaders);
});

async function personOf(requestHeaders: Headers): Promise<Caller> {
  if (serverMode() === "local") return OPERATOR;
  const session = await readSession(requestHeaders);
  if (!session) return STRANGER;
  const caller = callerOfSession(session);
  if (caller.role !== "visitor") return caller;
  const sessionKeys = await readSessionKeys(requestHeaders, session.id);
  rememberKeysInUse(caller.owner, sessionKeys);
  return { ...caller, sessionKeys };
}

/** Who has a session. A visitor's counts on a public server alone. */
export function callerOfSession({ role, id }: Session): Caller {
  if (role === "operator") return { ...OPERATOR, sessionId: id };
  if (serverMode() !== "public") return STRANGER;
  return { ...STRANGER, owner: `visitor-${id}`, role, sessionId: id };
}
