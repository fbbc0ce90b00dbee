import { randomUUID } from "node:crypto";
import type { WireParameters } from "../adapter";
import type { WireJson } from "../dialects/dialect-wire";
import { recordOf } from "../dialects/dialect-wire";
import type { Prompt } from "../sdk-types";

type TaskMessage = { role: "user" | "assistant"; content: string };

/**
 * The one task of a request. What Glimpse itself decides comes last, so that no parameter can change it; one result,
 * because chunks do not say which result they belong to.
 *
 * @param parameters by their wire names, a dot leading into an object (`settings.topP`)
 */
export function taskRequest(modelId: string, prompt: Prompt, parameters: WireParameters): WireJson {
  const { settings, ...rest } = nested({ deliveryMethod: "stream", ...parameters });
  const instructions = instructionsOf(prompt);
  const allSettings = { ...recordOf(settings), ...(instructions ? { systemPrompt: instructions } : {}) };
  return {
    ...rest,
    taskType: "textInference",
    taskUUID: randomUUID(),
    model: modelId,
    includeCost: true,
    includeUsage: true,
    numberResults: 1,
    messages: messagesOf(prompt),
    ...(Object.keys(allSettings).length > 0 ? { settings: allSettings } : {}),
  };
}

/** A task without the conversation, for the log. */
export function parametersOf({ messages: _messages, settings, ...rest }: WireJson): WireJson {
  const { systemPrompt: _instructions, ...others } = recordOf(settings) ?? {};
  return Object.keys(others).length > 0 ? { ...rest, settings: others } : rest;
}

/** The question for the result of a task that was accepted. */
export function resultRequest(taskUUID: unknown): WireJson {
  return { taskType: "getResponse", taskUUID };
}

/** A task has no `system` role: instructions and system messages become its system prompt, in their order. */
function instructionsOf(prompt: Prompt): string {
  return prompt.flatMap((message) => (message.role === "system" ? [message.content] : [])).join("\n\n");
}

/** Only user and assistant have a say in a task, and nobody an empty one (an answer that failed before its first word). */
function messagesOf(prompt: Prompt): TaskMessage[] {
  return prompt.flatMap((message) => {
    if (message.role !== "user" && message.role !== "assistant") return [];
    const texts = message.content.map((part) => (part.type === "text" ? part.text : ""));
    const content = texts.join("");
    return content === "" ? [] : [{ role: message.role, content }];
  });
}

function nested(parameters: WireParameters): WireJson {
  const object: WireJson = {};
  for (const [name, value] of Object.entries(parameters)) {
    const [head = "", ...path] = name.split(".");
    object[head] =
      path.length === 0 ? value : { ...recordOf(object[head]), ...nested({ [path.join(".")]: value }) };
  }
  return object;
}
