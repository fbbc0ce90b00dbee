/** Decides what the Demo provider answers to a request; knows nothing of HTTP. */
import { BROKEN_PHRASE, FAILING_PHRASE, SLOW_PHRASE } from "./answers/behaviour";
import { asksFor, findObject, findScript } from "./answers/find-script";
import { gist } from "./answers/generic";
import type { Script } from "./answers/script";
import { findRequestedTool, toolResultScript } from "./answers/tools";
import { type ChatRequest, currentToolResults, lastPrompt } from "./chat-request";
import { sampleFromSchema } from "./sample-from-schema";
import { type DemoTier, isDemoTier, type Pace, SLOW_PACE, TIER_PACE } from "./tiers";

export type Answer = {
  reasoning: string;
  text: string;
  /** `arguments` is JSON. */
  toolCall: { name: string; arguments: string } | null;
  pace: Pace;
  /** The connection is to be cut in the middle. */
  breaks: boolean;
};

/** An error before the first byte, with Z.ai's own code. */
export type Refusal = { status: number; code: string; message: string };

/** GLM-4.7 thinks whenever it may, its flash tier briefly; GLM-4.6 decides, and here only does where its script says so. */
function stockReasoning(tier: DemoTier, prompt: string): string {
  if (tier === "glm-4.7")
    return `The user writes: "${gist(prompt)}". The request is clear; answer it directly.`;
  return tier === "glm-4.7-flash" ? "Short and direct." : "";
}

function jsonScript(tier: DemoTier, request: ChatRequest, prompt: string): Script | null {
  const format = request.response_format;
  if (format?.type !== "json_object" && format?.type !== "json_schema") return null;
  const value = format.json_schema
    ? sampleFromSchema(format.json_schema.schema, prompt)
    : findObject(tier, prompt);
  return { text: JSON.stringify(value, null, tier === "glm-4.7-flash" ? 0 : 2) };
}

function planToolCall(request: ChatRequest, prompt: string): Answer["toolCall"] {
  if (request.tool_choice === "none") return null;
  const tool = findRequestedTool(prompt, request.tools ?? []);
  if (!tool) return null;
  const input = sampleFromSchema(tool.function.parameters ?? { type: "object" }, prompt);
  return { name: tool.function.name, arguments: JSON.stringify(input) };
}

/** Plans the answer to a chat-completions request, or the error it gets instead. */
export function planAnswer(request: ChatRequest): Answer | Refusal {
  const tier = request.model;
  if (!isDemoTier(tier)) {
    return { status: 400, code: "1211", message: "Unknown Model, please check the model code." };
  }
  const prompt = lastPrompt(request);
  if (tier === "glm-4.6" && asksFor(FAILING_PHRASE, prompt)) {
    const message = "The service may be temporarily overloaded, please try again later";
    return { status: 429, code: "1305", message };
  }

  const results = currentToolResults(request);
  const toolCall = results.length === 0 ? planToolCall(request, prompt) : null;
  const script: Script = toolCall
    ? {
        text: "",
        reasoning: tier === "glm-4.6" ? "" : `The user asks for this tool: ${toolCall.name}. Call it.`,
      }
    : results.length > 0
      ? toolResultScript(tier, results)
      : (jsonScript(tier, request, prompt) ??
        findScript(tier, prompt, request.messages.filter(({ role }) => role === "user").length));

  const thinks = request.thinking?.type !== "disabled";
  return {
    reasoning: thinks ? (script.reasoning ?? stockReasoning(tier, prompt)) : "",
    text: script.text,
    toolCall,
    pace: asksFor(SLOW_PHRASE, prompt) ? SLOW_PACE : TIER_PACE[tier],
    breaks: asksFor(BROKEN_PHRASE, prompt),
  };
}
