import type { z } from "zod";
import { AppError } from "../app-error";
import { isNestedDeeper, MOST_LEVELS } from "../is-nested-deeper";

export const MAX_BODY_BYTES = 1024 * 1024;
const BODY_DEADLINE_MS = 15_000;

/**
 * The request's JSON body, checked against `schema`: `application/json` in UTF-8, 1 MiB and 100 levels at most, whole
 * within 15 s.
 *
 * @throws AppError unsupported-media-type, body-too-large, body-timeout, invalid-json, invalid-body
 */
export async function readJsonBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
  checkContentType(request.headers);
  const text = await readText(request);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid-json", "The body is not valid JSON.", { cause });
  }
  if (isNestedDeeper(json, MOST_LEVELS))
    throw new AppError("invalid-body", `The body is nested more than ${MOST_LEVELS} levels deep.`);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    field: path.join(".") || "body",
    message,
  }));
  const first = fields[0];
  throw new AppError(
    "invalid-body",
    first ? `${first.field}: ${first.message}` : "The body has the wrong shape.",
    {
      fields,
    },
  );
}

/** @throws AppError unsupported-media-type: a form or text body is what a foreign page can send without asking */
export function checkContentType(headers: Headers): void {
  const type = headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    throw new AppError("unsupported-media-type", "Send the body as application/json.");
  }
}

async function readText(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  if (!request.body) return "";
  const reader = request.body.getReader();
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new AppError("body-timeout", "The body took too long to arrive."));
  }, BODY_DEADLINE_MS);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), tooLate]);
      if (done) return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
      bytes += value.byteLength;
      if (bytes > MAX_BODY_BYTES) throw tooLarge();
      chunks.push(value);
    }
  } catch (error) {
    if (error instanceof TypeError)
      throw new AppError("invalid-json", "The body is not valid UTF-8.", { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
    reader.releaseLock();
  }
}

function tooLarge(): AppError {
  return new AppError("body-too-large", "The body is larger than 1 MiB. Shorten the prompt.");
}
