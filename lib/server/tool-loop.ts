import {
  isStepCount,
  jsonSchema,
  type ModelMessage,
  experimental_streamTextLowMemory as streamText,
  type ToolSet,
  tool,
  type UIMessageChunk,
} from "ai";
import type { ConversationMessage } from "@/lib/runs/conversation";
import type { ToolDefinition } from "@/lib/runs/settings";
import { type ModelCall, sendsThinking } from "./call-model";
import type { ProviderAdapter } from "./providers/adapter";

/** A tool with a made-up result answers at once, and the model goes on: that many requests at most. */
export const MOST_STEPS = 5;

/** Calls a model that has tools, again after each made-up result, as UI message chunks. */
export function runToolLoop(
  { model, adapter, instructions, messages, describe }: ModelCall,
  tools: readonly ToolDefinition[],
): AsyncIterable<UIMessageChunk> {
  const result = streamText({
    model,
    ...(instructions ? { instructions } : {}),
    messages: messages.map((message) => modelMessage(message, adapter)),
    allowSystemInMessages: true,
    tools: toolSet(tools),
    stopWhen: [isStepCount(MOST_STEPS), hasInvalidCall],
    maxRetries: 0,
    // No `abortSignal`: the tap ends the call at a stop, and what had arrived by then still comes through here.
    // What goes wrong is read from the stream; the SDK's default here is to print errors, keys and all.
    onError: () => undefined,
  });
  return result.toUIMessageStream({ onError: describe });
}

function modelMessage(
  { role, content, reasoning }: ConversationMessage,
  adapter: ProviderAdapter,
): ModelMessage {
  if (role !== "assistant" || !reasoning || !sendsThinking(adapter)) return { role, content };
  return {
    role,
    content: [
      { type: "reasoning", text: reasoning },
      { type: "text", text: content },
    ],
  };
}

/** Else the SDK would tell the model of its own error and ask again, on the person's bill. */
function hasInvalidCall({
  steps,
}: {
  steps: readonly { toolCalls: readonly { invalid?: boolean }[] }[];
}): boolean {
  return steps.at(-1)?.toolCalls.some(({ invalid }) => invalid) ?? false;
}

/** A tool with a mock result is executed by handing it over; one without ends the run at its call. */
function toolSet(tools: readonly ToolDefinition[]): ToolSet {
  return Object.fromEntries(
    tools.map(({ name, description, parameters, mockResult }) => {
      const definition = { description, inputSchema: jsonSchema(parameters) };
      return [
        name,
        mockResult === undefined
          ? tool(definition)
          : tool({ ...definition, execute: async () => mockResult }),
      ];
    }),
  );
}
