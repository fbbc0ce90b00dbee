import { readStored, writeStored } from "./browser-storage";

const KEY = "glimpse.prompts";
const MAX_PROMPTS = 50;
/** Longer ones would push the others out of the browser's few megabytes. */
const MAX_CHARACTERS = 20_000;

/** Earlier prompts on this browser, the latest first. */
export function earlierPrompts(): string[] {
  const stored = readStored(KEY);
  return Array.isArray(stored) ? stored.filter((prompt) => typeof prompt === "string") : [];
}

export function rememberPrompt(prompt: string): void {
  if (!prompt.trim() || prompt.length > MAX_CHARACTERS) return;
  writeStored(
    KEY,
    [prompt, ...earlierPrompts().filter((earlier) => earlier !== prompt)].slice(0, MAX_PROMPTS),
  );
}
