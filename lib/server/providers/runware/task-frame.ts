import { z } from "zod";

/** A chunk as the wire tap hands it on: straightened by the reader, or one of its last words. */
const taskFrame = z.object({
  delta: z
    .object({ text: z.string().default(""), reasoningContent: z.string().default("") })
    .default({ text: "", reasoningContent: "" }),
  finishReason: z.string().nullable().default(null),
  usage: z.unknown().optional(),
  cost: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).default([]),
});
export type TaskFrame = z.infer<typeof taskFrame>;

/** @throws ZodError, SyntaxError: neither happens behind the tap */
export function parseTaskFrame(data: string): TaskFrame {
  return taskFrame.parse(JSON.parse(data));
}
