import { z } from "zod";
import { comparisonSchema } from "./run-schema";
import { instant } from "./values";

const end = instant.nullable().describe("Null: until revoked.");

/** A public, read-only snapshot of a comparison, its metrics as they were. */
export const shareSchema = z.object({
  id: z.string(),
  createdAt: instant,
  expiresAt: end,
  comparison: comparisonSchema,
});

export const publishedShareSchema = z.object({ id: z.string(), url: z.url() });

export const changedShareSchema = z.object({ id: z.string(), expiresAt: end });

export const shareListSchema = z.object({
  shares: z.array(
    z.object({
      id: z.string(),
      comparisonId: z.uuid(),
      title: z.string(),
      createdAt: instant,
      expiresAt: end,
    }),
  ),
});
