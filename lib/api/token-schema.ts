import { z } from "zod";
import { instant } from "./values";

/** What a script signs in with, as it is shown: never the token itself. */
export const tokenSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string().describe("Its first characters, to know it by."),
  createdAt: instant,
  lastUsedAt: instant.nullable().describe("To the minute; null while it was never used."),
});

export const tokenListSchema = z.object({ tokens: z.array(tokenSchema) });

export const createdTokenSchema = tokenSchema.extend({
  token: z.string().describe("In this answer, and never again."),
});
