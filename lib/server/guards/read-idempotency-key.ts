import { AppError } from "../app-error";

const LONGEST_KEY = 255;

/**
 * The request's `Idempotency-Key`; null when it has none.
 *
 * @throws AppError invalid-query
 */
export function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get("idempotency-key");
  if (key === null) return null;
  if (key !== "" && key.length <= LONGEST_KEY) return key;
  throw new AppError("invalid-query", `Idempotency-Key: must have 1 to ${LONGEST_KEY} characters.`);
}
