/** The events of a comparison's stream; the types of `lib/runs/events` follow from it. */
import type { UIMessageChunk } from "ai";
import { z } from "zod";
import { runSchema } from "./run-schema";
import { milliseconds } from "./values";

const lane = z.number();

export const turnEventSchema = z.object({
  type: z.literal("turn"),
  comparisonId: z.uuid(),
  turn: z.number(),
  runs: z.array(z.object({ lane, id: z.uuid(), offer: z.string() })),
});

/** The SDK's own type, which has some twenty forms: what is promised here is that it is one of them. */
const chunk = z.custom<UIMessageChunk>().meta({
  type: "object",
  properties: { type: { type: "string" } },
  required: ["type"],
  description:
    "A UI message chunk of the AI SDK, such as {type: 'text-delta', id, delta}; also start, reasoning-delta, tool-input-available, error, finish.",
});

export const chunkEventSchema = z.object({ type: z.literal("chunk"), lane, chunk });

export const metricsEventSchema = z
  .object({
    type: z.literal("metrics"),
    lane,
    ttftMs: milliseconds,
    firstAnswerMs: milliseconds,
    outputTokens: z
      .number()
      .nullable()
      .describe("Estimated from the text so far until the provider's count arrives."),
    throughputTps: z.number().nullable(),
    elapsedMs: milliseconds.describe("Since the request was sent."),
  })
  .describe("Live figures, at most four a second a lane; null until known.");

export const runEventSchema = z
  .object({ type: z.literal("run"), lane, run: runSchema })
  .describe("The finished run: the last event of a lane.");

export const streamEventSchema = z.discriminatedUnion("type", [
  turnEventSchema,
  chunkEventSchema,
  metricsEventSchema,
  runEventSchema,
]);
