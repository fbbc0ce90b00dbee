/** The answer to any prompt without a script: it says that it is simulated, and how to get a real one. */
import type { DemoTier } from "../tiers";
import type { Script } from "./script";

const GIST_CHARACTERS = 160;

/** One line of the prompt, shortened at a word. */
export function gist(prompt: string): string {
  const line = prompt.replace(/\s+/g, " ").trim();
  if (line.length <= GIST_CHARACTERS) return line;
  return `${line.slice(0, GIST_CHARACTERS).replace(/\s\S*$/, "")} …`;
}

const USE_A_KEY =
  "To ask the real model, start Glimpse with `ZAI_API_KEY` or `OPENROUTER_API_KEY` set, and choose that provider in this lane.";

/** Greets the prompt honestly, at the length and in the manner of the tier. */
export function genericScript(tier: DemoTier, prompt: string, turn: number): Script {
  const asked = `> ${gist(prompt) || "(an empty message)"}`;
  const history = turn > 1 ? ` It is turn ${turn} of this conversation.` : "";
  switch (tier) {
    case "glm-4.6":
      return {
        text: `This is a **simulated answer** of the Demo provider; no model has read your prompt:

${asked}

What is real is the way it came here: an HTTP request, a stream of tokens at about the speed of GLM-4.6, a usage count at the end.${history}

${USE_A_KEY}`,
      };
    case "glm-4.7":
      return {
        reasoning: `The prompt is: "${gist(prompt)}"

No script fits it, and there is no model behind the Demo provider. Making something up would be worse than saying so. I'll quote the prompt, say what is simulated and what is not, and explain how to use a real key.`,
        text: `## A simulated answer

You asked:

${asked}

The Demo provider has no model behind it, so it can't answer that.${history} Here is what you are looking at:

| | |
| --- | --- |
| **Simulated** | these words, the thinking before them, the speed (near GLM-4.7's), the token counts |
| **Real** | the request, the stream, the measurement of every lane, the log, the link you can share |

### Next steps
1. Try one of the **example prompts**: they have written answers that differ from tier to tier.
2. ${USE_A_KEY}
3. Send this prompt again: the lanes will then show what the tiers really say, how fast, and for how much.`,
      };
    case "glm-4.7-flash":
      return {
        text: `**Simulated answer.** The Demo provider can't really answer “${gist(prompt)}”.${history} ${USE_A_KEY}`,
      };
  }
}

/** The same, for a request that wants JSON. */
export function genericObject(tier: DemoTier, prompt: string): object {
  return {
    simulated: true,
    tier,
    prompt: gist(prompt),
    note: "Answer of the Demo provider; no model was asked.",
  };
}
