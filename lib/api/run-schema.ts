/** A run and a comparison as the API shows them; the types of `lib/runs/run` follow from it. */
import { z } from "zod";
import { DIALECTS } from "../catalog/types";
import { ERROR_CLASSES, RUN_STATUSES } from "../runs/run";
import { laneSettingsSchema } from "../runs/settings";
import { decimal, instant, milliseconds, nextCursor, tokenCount } from "./values";

export const runErrorSchema = z.object({
  class: z.enum(ERROR_CLASSES),
  code: z.string().nullable().describe("The provider's own code, else a kebab-case word of ours."),
  message: z.string(),
  httpStatus: z.number().nullable(),
  retryAfterMs: milliseconds,
});

export const runWarningSchema = z.object({ code: z.string(), message: z.string() });

export const toolCallSchema = z.object({
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
  output: z.unknown(),
  invalid: z.boolean(),
});

export const runContentSchema = z.object({
  text: z.string(),
  reasoning: z.string(),
  toolCalls: z.array(toolCallSchema),
});

export const usageSchema = z.object({
  inputTokens: tokenCount.describe("The whole prompt, cache reads and writes included."),
  cacheReadTokens: tokenCount,
  cacheWriteTokens: tokenCount,
  outputTokens: tokenCount.describe("Reasoning included."),
  reasoningTokens: tokenCount,
  source: z
    .enum(["reported", "estimated"])
    .describe("The provider's own count, or ours because the stream ended without one."),
});

export const costSchema = z
  .object({
    billedUsd: decimal,
    computedUsd: decimal,
    reportedUsd: decimal,
    lookedUpUsd: decimal,
    pricePointId: z.uuid().nullable(),
  })
  .describe("USD with 12 decimals. Billed is looked up, else reported, else computed.");

export const timingSchema = z
  .object({
    queuedMs: milliseconds,
    ttftMs: milliseconds,
    firstAnswerMs: milliseconds,
    thinkingMs: milliseconds,
    throughputTps: z.number().nullable().describe("Tokens per second."),
    endToEndMs: milliseconds,
    longestStallMs: milliseconds,
    gapP50Ms: milliseconds,
    gapP95Ms: milliseconds,
    attempts: z.number().describe("HTTP attempts inside this run."),
  })
  .describe("From the server's monotonic clock, as docs/measurement.md defines it.");

export const attemptSchema = z.object({
  status: z.number().nullable(),
  startedAt: instant,
  waitMs: z.number(),
});

export const runSchema = z.object({
  id: z.uuid(),
  comparisonId: z.uuid(),
  turn: z.number(),
  lane: z.number(),
  attempt: z.number().describe("A person's retries of the same lane and turn, from 1."),
  offer: z.string(),
  tier: z.string(),
  provider: z.string(),
  upstream: z.string().nullable(),
  dialect: z.enum(DIALECTS),
  modelId: z.string(),
  simulated: z.boolean(),
  settings: laneSettingsSchema.describe("As asked."),
  sent: z.record(z.string(), z.unknown()).describe("The parameters that really went out."),
  status: z.enum(RUN_STATUSES),
  finishReason: z.string().nullable(),
  warnings: z.array(runWarningSchema),
  error: runErrorSchema.nullable(),
  content: runContentSchema.optional().describe("Absent in lists unless asked for."),
  usage: usageSchema.nullable(),
  cost: costSchema,
  timing: timingSchema,
  attempts: z.array(attemptSchema),
  createdAt: instant,
  endedAt: instant.nullable(),
});

export const loggedRunSchema = runSchema.extend({
  prompt: z.string().describe("Without content, its first 500 characters."),
});

export const runPageSchema = z.object({ runs: z.array(loggedRunSchema), nextCursor });

export const stoppedRunSchema = z.object({
  id: z.uuid(),
  stopped: z.boolean().describe("False when it was over already."),
});

export const comparisonLaneSchema = z.object({
  offer: z.string(),
  upstream: z.string().nullable(),
  dialect: z.enum(DIALECTS).nullable(),
  settings: laneSettingsSchema,
});

export const turnSchema = z.object({ prompt: z.string(), runs: z.array(runSchema) });

export const comparisonSchema = z.object({
  id: z.uuid(),
  owner: z.string(),
  title: z.string(),
  instructions: z.string().nullable(),
  settings: laneSettingsSchema,
  lanes: z.array(comparisonLaneSchema),
  turns: z.array(turnSchema),
  createdAt: instant,
});

export const comparisonPageSchema = z.object({
  comparisons: z.array(
    z.object({
      id: z.uuid(),
      title: z.string(),
      settings: laneSettingsSchema,
      lanes: z.array(z.string()).describe("The lanes' offers."),
      createdAt: instant,
    }),
  ),
  nextCursor,
});
