/** The part of a chat-completions request that decides the Demo provider's answer. */
import { z } from "zod";

const contentPart = z.looseObject({ type: z.string(), text: z.string().optional() });

const message = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(contentPart)]).nullish(),
});
type ChatMessage = z.infer<typeof message>;

const tool = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: z.string(),
    parameters: z.record(z.string(), z.unknown()).optional(),
  }),
});
export type ChatTool = z.infer<typeof tool>;

export const chatRequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  max_tokens: z.int().min(1).nullish(),
  thinking: z.looseObject({ type: z.string() }).nullish(),
  tools: z.array(tool).nullish(),
  tool_choice: z.unknown().optional(),
  response_format: z
    .looseObject({
      type: z.string(),
      json_schema: z.looseObject({ schema: z.unknown().optional() }).optional(),
    })
    .nullish(),
});
export type ChatRequest = z.infer<typeof chatRequestSchema>;

/** A message's text, its parts joined; empty where it has none. */
export function messageText({ content }: ChatMessage): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => part.text ?? "").join("");
}

/** The text of the last user message, trimmed: what this turn asks. */
export function lastPrompt(request: ChatRequest): string {
  const last = request.messages.findLast(({ role }) => role === "user");
  return last ? messageText(last).trim() : "";
}

/** The tool results of this turn, oldest first: earlier turns' results are history and answered already. */
export function currentToolResults(request: ChatRequest): string[] {
  const lastUser = request.messages.findLastIndex(({ role }) => role === "user");
  return request.messages
    .slice(lastUser + 1)
    .filter(({ role }) => role === "tool")
    .map(messageText);
}
