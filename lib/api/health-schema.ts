import { z } from "zod";

export const healthSchema = z.object({
  status: z
    .enum(["ok", "degraded", "draining"])
    .describe("degraded: the database is away; draining: the server is told to stop."),
  database: z.enum(["ok", "unavailable"]).nullable().describe("Null when it was not asked."),
  version: z.string(),
  instance: z.string(),
});
