import { redirect } from "next/navigation";
import { type Caller, currentCaller } from "./caller";
import { serverMode } from "./mode";

/**
 * Who asked for the page that is being rendered. Where there is a password, a stranger is led to where it is asked for:
 * a page calls this before it reads anything, for the proxy before it is a convenience.
 */
export async function requireCaller(): Promise<Caller> {
  const caller = await currentCaller();
  if (caller.role === "anonymous" && serverMode() === "password") redirect("/sign-in");
  return caller;
}
