import { type ExamplePromptId, examplePrompts } from "../../../runs/example-prompts";
import type { DemoTier } from "../tiers";
import {
  BROKEN_PHRASE,
  brokenScripts,
  FAILING_PHRASE,
  failingScripts,
  SLOW_PHRASE,
  slowScripts,
} from "./behaviour";
import { codeScripts } from "./code";
import { comparisonScripts } from "./comparison";
import { extractionObjects } from "./extraction";
import { genericObject, genericScript } from "./generic";
import { longScripts } from "./long";
import { reasoningScripts } from "./reasoning";
import type { Script, TierScripts } from "./script";

const scriptsByExample: Partial<Record<ExamplePromptId, TierScripts>> = {
  code: codeScripts,
  reasoning: reasoningScripts,
  comparison: comparisonScripts,
  long: longScripts,
};

const scriptsByPhrase: [string, TierScripts][] = [
  [SLOW_PHRASE, slowScripts],
  [FAILING_PHRASE, failingScripts],
  [BROKEN_PHRASE, brokenScripts],
];

/** Whether a prompt contains one of the phrases that ask for a behaviour. */
export function asksFor(phrase: string, prompt: string): boolean {
  return prompt.toLowerCase().includes(phrase);
}

function exampleOf(prompt: string): ExamplePromptId | undefined {
  return examplePrompts.find((example) => example.prompt === prompt)?.id;
}

/** What a tier answers to a prompt in prose: a script where one fits, else the generic answer. */
export function findScript(tier: DemoTier, prompt: string, turn: number): Script {
  const example = exampleOf(prompt);
  if (example === "extraction") {
    return { text: `\`\`\`json\n${JSON.stringify(extractionObjects[tier], null, 2)}\n\`\`\`` };
  }
  const byPhrase = scriptsByPhrase.find(([phrase]) => asksFor(phrase, prompt))?.[1];
  const scripts = byPhrase ?? (example && scriptsByExample[example]);
  return scripts?.[tier] ?? genericScript(tier, prompt, turn);
}

/** What a tier answers to a prompt in JSON mode without a schema. */
export function findObject(tier: DemoTier, prompt: string): object {
  return exampleOf(prompt) === "extraction" ? extractionObjects[tier] : genericObject(tier, prompt);
}
