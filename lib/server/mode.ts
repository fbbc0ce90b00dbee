import { env } from "./env";

/**
 * Whom this server is for. `local`: whoever reaches it, which is this machine alone. `password`: whoever signs in.
 * `public`: everybody, each visitor apart; who signs in, where a password is set, is its operator.
 */
export type Mode = "local" | "password" | "public";

export function serverMode(): Mode {
  const { GLIMPSE_PUBLIC, GLIMPSE_PASSWORD } = env();
  if (GLIMPSE_PUBLIC) return "public";
  return GLIMPSE_PASSWORD === undefined ? "local" : "password";
}
