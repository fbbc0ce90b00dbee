/** Choosing a tool, and putting its result into words. */
import { z } from "zod";
import type { ChatTool } from "../chat-request";
import type { DemoTier } from "../tiers";
import type { Script } from "./script";

/** The tool whose name the prompt mentions; the first one if it only speaks of "tool"; else none. */
export function findRequestedTool(prompt: string, tools: ChatTool[]): ChatTool | undefined {
  const text = prompt.toLowerCase();
  const named = tools.find(({ function: { name } }) =>
    name
      .split(/[_-]|(?<=[a-z])(?=[A-Z])/)
      .some((word) => word.length > 3 && text.includes(word.toLowerCase())),
  );
  return named ?? (/\btools?\b/.test(text) ? tools[0] : undefined);
}

const weather = z.object({
  location: z.string(),
  temperature: z.number(),
  conditions: z.string(),
  chanceOfRain: z.number(),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function weatherScript(tier: DemoTier, report: z.infer<typeof weather>): Script {
  const percent = `${Math.round(report.chanceOfRain * 100)} %`;
  const wet = report.chanceOfRain >= 0.4;
  switch (tier) {
    case "glm-4.6":
      return {
        text: `It is **${report.temperature}°** in ${report.location} with ${report.conditions}. The chance of rain is ${percent}, so ${wet ? "take an umbrella" : "you can leave the umbrella at home"}.`,
      };
    case "glm-4.7":
      return {
        reasoning: `The tool answered: ${report.conditions}, ${report.temperature}°, chance of rain ${percent}. The question was about an umbrella, so decide that first.`,
        text: `**${wet ? "Yes, take an umbrella." : "No umbrella needed."}**

| ${report.location}, now | |
| --- | --- |
| Temperature | ${report.temperature}° |
| Conditions | ${report.conditions} |
| Chance of rain | ${percent} |

These figures come from the tool's result, not from the model's memory.`,
      };
    case "glm-4.7-flash":
      return { text: `${report.temperature}°, ${report.conditions}. Umbrella: ${wet ? "yes" : "no"}.` };
  }
}

/** The answer after a tool has run: weather in words, anything else shown as it came. */
export function toolResultScript(tier: DemoTier, results: string[]): Script {
  const values = results.map(parseJson);
  const report = weather.safeParse(values.at(-1));
  if (report.success) return weatherScript(tier, report.data);
  const shown = values.map((value) => JSON.stringify(value, null, 2)).join("\n\n");
  const opening =
    tier === "glm-4.7-flash"
      ? "Result:"
      : "The tool returned this (a simulated answer, so it isn't interpreted):";
  return { text: `${opening}\n\n\`\`\`json\n${shown}\n\`\`\`` };
}
