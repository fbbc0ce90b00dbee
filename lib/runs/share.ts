import type { z } from "zod";
import type { shareListSchema, sharePreviewSchema, shareSchema } from "../api/share-schema";

/** A public, read-only snapshot of a comparison, its metrics as they were. */
export type Share = z.infer<typeof shareSchema>;

/** What a share would show, before it is published. */
export type SharePreview = z.infer<typeof sharePreviewSchema>;

/** A share as its owner's list shows it. */
export type ShareSummary = z.infer<typeof shareListSchema>["shares"][number];
