import { z } from "zod";

export const healthSchema = z.object({
  status: z
    .enum(["ok", "degraded"])
    .describe("degraded: the database is away, or the server is told to stop."),
  database: z.enum(["ok", "unavailable"]).nullable().describe("Null when it was not asked."),
  version: z.string(),
  instance: z.string(),
});
