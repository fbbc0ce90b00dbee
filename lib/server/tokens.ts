import { createHash } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { database } from "@/db/client";
import { findToken, insertToken, type TokenView, touchToken } from "@/db/queries/tokens";
import { AppError } from "./app-error";
import { randomId } from "./random-id";

export const createTokenSchema = z.object({
  name: z.string().trim().min(1, "must not be empty").max(100),
});

const MARK = "glimpse_";
const SHOWN_CHARACTERS = MARK.length + 4;

/** Makes a token that acts for `owner`. The token itself is given this once: only its hash is kept. */
export async function createToken(name: string, owner: string): Promise<TokenView & { token: string }> {
  const token = `${MARK}${randomId(32)}`;
  const prefix = token.slice(0, SHOWN_CHARACTERS);
  const row = { id: uuidv7(), owner, name, prefix, hash: hashOf(token) };
  return { ...(await insertToken(await database(), row)), token };
}

/** Whether a request names a token, right or wrong. */
export function hasToken(headers: Headers): boolean {
  return tokenOf(headers) !== null;
}

/**
 * The token that a request carries, and on whose behalf it acts; null where it carries none.
 *
 * @throws AppError unauthorized when it is revoked or was never one
 */
export async function readToken(headers: Headers): Promise<{ id: string; owner: string } | null> {
  const token = tokenOf(headers);
  if (token === null) return null;
  const db = await database();
  const found = await findToken(db, hashOf(token));
  if (!found) throw new AppError("unauthorized", "This token is revoked, or was never one of this server's.");
  await touchToken(db, found.id);
  return found;
}

function tokenOf(headers: Headers): string | null {
  return /^bearer +(.*)$/i.exec(headers.get("authorization") ?? "")?.[1]?.trim() ?? null;
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
