import { AppError } from "../app-error";
import { type Caller, callerOf, callerOfSession } from "../caller";
import { serverMode } from "../mode";
import { newVisitorSession } from "../session";

/** Who may use a route: everybody; whoever has things of their own here; whoever runs the server. */
export type Right = "anyone" | "member" | "operator";

/** Who was let in, and the cookie to answer with where a visitor's session has just begun. */
export type Admitted = { caller: Caller; cookie: string | null };

/**
 * Lets a request in, or not. On a public server a stranger may read what is everybody's (and owns nothing); the first
 * request that may leave something behind begins a visitor's session.
 *
 * @param isRead the request changes nothing
 * @throws AppError unauthorized, forbidden-in-public
 */
export async function admit(headers: Headers, right: Right, isRead: boolean): Promise<Admitted> {
  const caller = await callerOf(headers);
  const isPublic = serverMode() === "public";
  if (right === "anyone" || caller.role === "operator") return { caller, cookie: null };
  if (!isPublic) throw new AppError("unauthorized", "Sign in, or send one of this server's tokens.");
  if (right === "operator")
    throw new AppError("forbidden-in-public", "On this public server, only its operator may do this.");
  if (caller.role === "visitor" || isRead) return { caller, cookie: null };
  const { session, cookie } = await newVisitorSession(headers);
  return { caller: callerOfSession(session), cookie };
}
