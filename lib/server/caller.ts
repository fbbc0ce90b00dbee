import { headers } from "next/headers";

/** Who asks, and whose comparisons that person sees. */
export type Caller = {
  /** The owner of what this caller starts; `local` for whoever runs the server. */
  owner: string;
  role: "operator" | "visitor" | "anonymous";
};

/** Who sent a request. In single-user mode everybody who reaches the server runs it. */
export async function callerOf(_headers: Headers): Promise<Caller> {
  return { owner: "local", role: "operator" };
}

/** Who asked for the page that is being rendered. */
export async function currentCaller(): Promise<Caller> {
  return callerOf(await headers());
}
