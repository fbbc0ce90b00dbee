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

export const sharePreviewSchema = z.object({
  comparison: comparisonSchema.describe("Exactly what would be published."),
  digest: z.string().describe("Of `comparison`: sent along, it keeps anything else from being published."),
  keyLikeText: z
    .array(
      z.object({
        place: z.string(),
        kind: z.string(),
        excerpt: z.string().describe("Enough to find it again, not enough to use it."),
      }),
    )
    .describe("What in it looks like a secret, and where."),
  ownKeysRemoved: z
    .int()
    .min(0)
    .describe("How many times a key of this server's own was found in it, and replaced."),
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
