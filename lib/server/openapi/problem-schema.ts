import { z } from "zod";
import { APP_ERROR_CODES } from "../app-error";

/** `application/problem+json` (RFC 9457), as every error of the API answers. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().describe("One sentence: what is wrong and what to do."),
  code: z.enum(APP_ERROR_CODES).describe("Stable: what a script decides by."),
  errors: z
    .array(z.object({ field: z.string(), message: z.string() }))
    .optional()
    .describe("The fields that are wrong."),
});
