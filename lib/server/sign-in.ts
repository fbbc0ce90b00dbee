import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { AppError } from "./app-error";
import { env } from "./env";
import { clientNetwork } from "./guards/client-address";
import { newOperatorSession } from "./session";
import { countSuccess, countTry } from "./sign-in-tries";

export const signInSchema = z.object({ password: z.string().max(1000) });

/**
 * Begins the session of whoever knows the password; gives the cookie to answer with.
 *
 * @throws AppError not-found where there is no password; too-many-tries; unauthorized
 */
export async function signIn(password: string, headers: Headers): Promise<string> {
  const expected = env().GLIMPSE_PASSWORD;
  if (expected === undefined) throw new AppError("not-found", "This server has no password to sign in with.");
  const network = clientNetwork(headers);
  await countTry(network);
  if (!isSame(password, expected)) throw new AppError("unauthorized", "That is not the password.");
  await countSuccess(network);
  return (await newOperatorSession(headers)).cookie;
}

/** Takes the same time whatever is compared: hashes are of one length. */
function isSame(given: string, expected: string): boolean {
  const hashOf = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hashOf(given), hashOf(expected));
}
