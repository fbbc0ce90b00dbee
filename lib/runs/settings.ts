/** The body of `POST /api/comparisons`, as zod; the types follow from it. */
import { z } from "zod";
import { DIALECTS } from "../catalog/types";

const tool = z.object({
  name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -"),
  description: z.string().max(4000).optional(),
  parameters: z.record(z.string(), z.unknown()),
  mockResult: z.unknown().optional(),
});
export type ToolDefinition = z.infer<typeof tool>;

const responseFormat = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text") }),
  z.object({ type: z.literal("json") }),
  z.object({ type: z.literal("json_schema"), schema: z.record(z.string(), z.unknown()) }),
]);

/** One control for thinking, mapped per offer to its true switch. */
export const THINKING = ["off", "on", "low", "medium", "high"] as const;
export type Thinking = (typeof THINKING)[number];

/** null and absent both mean: not sent, the provider's default holds. */
export const laneSettingsSchema = z.object({
  temperature: z.number().min(0).max(2).nullish(),
  topP: z.number().min(0).max(1).nullish(),
  topK: z.int().min(0).nullish(),
  minP: z.number().min(0).max(1).nullish(),
  maxOutputTokens: z.int().min(1).max(1_000_000).nullish(),
  presencePenalty: z.number().min(-2).max(2).nullish(),
  frequencyPenalty: z.number().min(-2).max(2).nullish(),
  repetitionPenalty: z.number().min(0).max(2).nullish(),
  stop: z.array(z.string().min(1)).max(4).nullish(),
  seed: z.int().nullish(),
  thinking: z.enum(THINKING).nullish(),
  responseFormat: responseFormat.nullish(),
  tools: z.array(tool).max(128).nullish(),
  webSearch: z.boolean().nullish(),
  dataPolicy: z.enum(["any", "no-training", "zero-retention"]).nullish(),
  native: z.record(z.string(), z.unknown()).nullish(),
});
export type LaneSettings = z.infer<typeof laneSettingsSchema>;

/** Every run of the log keeps its settings: a page of them must not fill the memory. */
const LARGEST_SETTINGS = 64 * 1024;

const askedSettings = laneSettingsSchema.refine(
  (settings) => JSON.stringify(settings).length <= LARGEST_SETTINGS,
  "may be 64 KiB at most; what is long belongs into the prompt",
);

export const laneSchema = z.object({
  offer: z.string().min(1).max(200),
  upstream: z.string().min(1).max(100).nullish(),
  dialect: z.enum(DIALECTS).nullish(),
  settings: askedSettings.optional(),
});

export const messageSchema = z.object({
  role: z.enum(["system", "user", "assistant"]),
  content: z.string(),
});
export type Message = z.infer<typeof messageSchema>;

export const MAX_LANES = 12;
export const MAX_MESSAGES = 200;

export const startComparisonSchema = z
  .object({
    prompt: z.string().optional(),
    messages: z.array(messageSchema).min(1).max(MAX_MESSAGES).optional(),
    instructions: z.string().nullish(),
    settings: askedSettings.optional(),
    lanes: z
      .array(laneSchema)
      .min(1, "needs at least one lane")
      .max(MAX_LANES, `takes at most ${MAX_LANES} lanes`),
  })
  .superRefine((body, context) => {
    const newest = body.messages?.at(-1);
    if (body.prompt === undefined && newest && newest.role !== "user") {
      context.addIssue({
        code: "custom",
        path: ["messages"],
        message: "must end with a message of the user",
      });
    }
    if (!(body.prompt ?? newest?.content)?.trim()) {
      context.addIssue({ code: "custom", path: ["prompt"], message: "must not be empty" });
    }
  });
export type StartComparison = z.infer<typeof startComparisonSchema>;
