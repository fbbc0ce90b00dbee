/**
 * A fake Z.ai under `/zai` and a fake OpenRouter under `/openrouter`, for tests through a real browser. Streams take
 * about a second. Words in the last prompt change that: [fail] HTTP 500, [slow] 3 s before the first token,
 * [long] a stream of 15 s, [instant] no waiting, [tool] a call of the first tool, [cut] a connection cut half-way,
 * [hostile xss 3] the third hostile answer of that kind from the first tier, the fourth from the second, and so on.
 */
import { z } from "zod";
import { hostileAnswers } from "../payloads/hostile-answers.ts";
import type { AnswerParts } from "./answer-parts.ts";
import { openRouterFrames } from "./openrouter-frames.ts";
import { type Frame, type Handler, jsonScript, pace, type Script } from "./script.ts";
import { zaiError, zaiFrames } from "./zai-frames.ts";

const bodySchema = z.object({
  model: z.string(),
  messages: z.array(z.object({ role: z.string(), content: z.unknown().optional() })).min(1),
  thinking: z.object({ type: z.string() }).nullish(),
  reasoning: z.object({ enabled: z.boolean().optional(), effort: z.string().optional() }).nullish(),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).nullish(),
});
type Body = z.infer<typeof bodySchema>;

const textOf = (content: unknown): string =>
  typeof content === "string" ? content : JSON.stringify(content ?? "");
const countTokens = (text: string): number => Math.ceil(text.length / 4);

function lastPrompt({ messages }: Body): string {
  return textOf(messages.findLast(({ role }) => role === "user")?.content);
}

function thinks({ thinking, reasoning }: Body): boolean {
  return thinking?.type !== "disabled" && reasoning?.enabled !== false && reasoning?.effort !== "none";
}

function writeText(model: string, prompt: string): string {
  const paragraph = `Sent by the test upstream as **${model}**.\n\nYou wrote: ${prompt}\n\n`;
  const lines = prompt.includes("[long]") ? 60 : 6;
  return paragraph + Array.from({ length: lines }, (_, line) => `- point ${line + 1} of ${model}`).join("\n");
}

/** A dollar per million tokens in, two out: a round price, so that a test can check it by heart. */
function costUsd(inputTokens: number, outputTokens: number): number {
  return Number(((inputTokens + 2 * outputTokens) / 1_000_000).toFixed(9));
}

const TIERS = ["glm-4.6", "glm-4.7", "glm-4.7-flash"];

/** A hostile answer in four big deltas, where the prompt asks for one. */
function hostileText(model: string, prompt: string): string[] | null {
  const [, kind = "", number] = /\[hostile (\w+) (\d+)\]/.exec(prompt) ?? [];
  const answer = hostileAnswers[kind]?.[Number(number) + TIERS.indexOf(model)];
  if (answer === undefined) return null;
  const length = Math.ceil(answer.length / 4);
  return [0, 1, 2, 3].map((at) => answer.slice(at * length, (at + 1) * length));
}

function composeHostile(body: Body, text: string[]): AnswerParts {
  const whole = text.join("");
  const [tool] = body.tools ?? [];
  return {
    model: body.model,
    reasoning: text,
    text,
    toolCalls: tool && [
      { id: "call_1", name: tool.function.name, arguments: JSON.stringify({ hostile: whole }) },
    ],
    usage: { inputTokens: 1, outputTokens: countTokens(whole), reasoningTokens: 1 },
  };
}

function compose(body: Body): AnswerParts {
  const prompt = lastPrompt(body);
  const hostile = hostileText(body.model, prompt);
  if (hostile) return composeHostile(body, hostile);
  const isFollowUp = body.messages.at(-1)?.role === "tool";
  const tool = prompt.includes("[tool]") && !isFollowUp ? body.tools?.[0] : undefined;
  const text = tool ? "" : writeText(body.model, prompt);
  const reasoning = thinks(body)
    ? `The prompt has ${prompt.length} characters. Answer as ${body.model}.`
    : "";
  const inputTokens = body.messages.reduce((sum, { content }) => sum + countTokens(textOf(content)) + 4, 0);
  const outputTokens = countTokens(reasoning) + countTokens(text) + (tool ? 8 : 0);
  return {
    model: body.model,
    reasoning,
    text,
    toolCalls: tool && [{ id: "call_1", name: tool.function.name, arguments: '{"location":"Lisbon"}' }],
    usage: {
      inputTokens,
      outputTokens,
      reasoningTokens: countTokens(reasoning),
      cachedTokens: 0,
      costUsd: costUsd(inputTokens, outputTokens),
    },
  };
}

function schedule(frames: Frame[], prompt: string): Script {
  const firstAfterMs = prompt.includes("[slow]") ? 3000 : 150;
  const streamMs = prompt.includes("[long]") ? 15_000 : 850;
  const paced = prompt.includes("[instant]") ? frames : pace(frames, firstAfterMs, streamMs);
  if (!prompt.includes("[cut]")) return { frames: paced };
  return { frames: paced.slice(0, Math.ceil(paced.length / 2)), end: "cut" };
}

/** Answers `/zai/chat/completions` and `/openrouter/chat/completions`, each in its provider's shape; anything else with 404. */
export const realisticHandler: Handler = (request) => {
  const provider = /^\/(zai|openrouter)\/chat\/completions$/.exec(request.path)?.[1];
  if (!provider || request.method !== "POST")
    return jsonScript(404, { error: { code: 404, message: "Not found" } });
  const body = bodySchema.safeParse(request.body);
  if (!body.success) return jsonScript(400, zaiError("1210", "Invalid API parameter"));
  const prompt = lastPrompt(body.data);
  if (prompt.includes("[fail]")) {
    const message =
      hostileText(body.data.model, prompt)?.join("") ?? "Network error, please contact customer service";
    return jsonScript(
      500,
      provider === "zai" ? zaiError("1234", message) : { error: { code: 500, message } },
    );
  }
  const parts = compose(body.data);
  return schedule(provider === "zai" ? zaiFrames(parts) : openRouterFrames(parts), prompt);
};
