import { z } from "zod";

/** How long a comparison is kept. */
export const retentionSchema = z.object({
  days: z.int().nullable().describe("After its newest run; null: until it is deleted."),
  isFixed: z.boolean().describe("Whether GLIMPSE_RETENTION_DAYS says so: Settings can't change it then."),
});
