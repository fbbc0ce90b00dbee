import type { Answer } from "./plan-answer";

/** Near enough for English prose and code. */
export const CHARACTERS_PER_TOKEN = 4;

/** Tokens of a text, at four characters each. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

/** Tokens of a call: its name and its arguments. */
export function countCallTokens(call: Answer["toolCall"]): number {
  return call ? countTokens(call.name + call.arguments) : 0;
}

/** Cuts an answer to `maxTokens`, reasoning first as it comes first; a call that doesn't fit is left out whole. */
export function limitLength(answer: Answer, maxTokens: number): { answer: Answer; isCut: boolean } {
  const reasoning = answer.reasoning.slice(0, maxTokens * CHARACTERS_PER_TOKEN);
  const left = maxTokens - countTokens(reasoning);
  const text = answer.text.slice(0, left * CHARACTERS_PER_TOKEN);
  const fits = countCallTokens(answer.toolCall) <= left - countTokens(text);
  const toolCall = fits ? answer.toolCall : null;
  const isCut =
    reasoning.length < answer.reasoning.length ||
    text.length < answer.text.length ||
    toolCall !== answer.toolCall;
  return { answer: { ...answer, reasoning, text, toolCall }, isCut };
}
