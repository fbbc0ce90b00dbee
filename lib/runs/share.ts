import type { z } from "zod";
import type { shareSchema } from "../api/share-schema";

/** A public, read-only snapshot of a comparison, its metrics as they were. */
export type Share = z.infer<typeof shareSchema>;
