import { z } from "zod";
import { RUN_STATUSES } from "@/lib/runs/run";
import { AppError } from "../app-error";

/**
 * The address's query, checked against `schema`; empty values count as absent.
 *
 * @throws AppError invalid-query
 */
export function readQuery<T>(request: Request, schema: z.ZodType<T>): T {
  const given = [...new URL(request.url).searchParams].filter(([, value]) => value !== "");
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(({ path, message }) => ({
    field: path.join(".") || "query",
    message,
  }));
  const first = fields[0];
  throw new AppError(
    "invalid-query",
    first ? `${first.field}: ${first.message}` : "The query has the wrong shape.",
    {
      fields,
    },
  );
}

export const MAX_PAGE = 200;

/** `limit` (50, at most 200) and `cursor` (the id of the last row of the page before). */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(MAX_PAGE).default(50),
  cursor: z.uuid("must be a cursor that the page before gave").optional(),
});

/** Times that Postgres and ISO 8601 agree about. */
export function isStorableTime(time: Date): boolean {
  const year = time.getUTCFullYear();
  return year >= 1970 && year <= 9999;
}

const instant = z.iso
  .datetime({ offset: true, message: "must be an ISO 8601 time such as 2026-11-20T12:00:00Z" })
  .or(z.iso.date())
  .transform((text) => new Date(text))
  .refine(isStorableTime, "must lie between the years 1970 and 9999");

/** What narrows the log, in lists and exports alike. */
export const runFilterQuery = z.object({
  tier: z.string().max(200).optional(),
  provider: z.string().max(200).optional(),
  upstream: z.string().max(200).optional(),
  status: z.enum(RUN_STATUSES).optional(),
  from: instant.optional(),
  to: instant.optional(),
  q: z.string().max(1000).optional(),
});

/** An id in the path. One that isn't a UUID can't exist, so it is not found rather than wrong. */
export function requireUuid(id: string): string {
  if (!z.uuid().safeParse(id).success) throw new AppError("not-found", "There is nothing with this id.");
  return id;
}
