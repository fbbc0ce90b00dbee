/** Prompts an empty playground offers: each shows where the tiers differ. Data only, so that server and browser share it. */
import type { LaneSettings } from "./settings";

export type ExamplePromptId =
  | "code"
  | "reasoning"
  | "comparison"
  | "tools"
  | "extraction"
  | "long"
  | "slow"
  | "failing";

export type ExamplePrompt = {
  id: ExamplePromptId;
  /** What the button says. */
  label: string;
  prompt: string;
  instructions?: string;
  settings?: LaneSettings;
  /** Shows behaviour that only the Demo provider can produce on request; pointless with a real one. */
  demoOnly?: boolean;
};

export const examplePrompts: readonly ExamplePrompt[] = [
  {
    id: "code",
    label: "Write code",
    prompt:
      "Write a TypeScript function `retry` that calls an async function up to `attempts` times with exponential backoff and full jitter, and gives up at once when an AbortSignal fires. Add one usage example.",
    instructions: "You are a careful senior engineer. Prefer short, complete code over prose.",
  },
  {
    id: "reasoning",
    label: "Solve a puzzle",
    prompt:
      "Four runners, Dana, Eli, Farah and Gus, finished a race without ties. Dana finished before Eli. Farah finished neither first nor last. Gus finished directly after Farah. Eli did not finish second. In which order did they finish?",
    settings: { thinking: "on" },
  },
  {
    id: "comparison",
    label: "Compare in a table",
    prompt:
      "Compare SQLite, PostgreSQL and DuckDB for a small analytics dashboard in one Markdown table (storage model, concurrent writes, analytical speed, operations), then recommend one in a single sentence.",
  },
  {
    id: "tools",
    label: "Call a tool",
    prompt: "Use the weather tool: what is the weather in Lisbon right now, and do I need an umbrella?",
    settings: {
      tools: [
        {
          name: "weather",
          description: "Current weather at a place.",
          parameters: {
            type: "object",
            properties: {
              location: { type: "string", description: "City name, such as Lisbon" },
              unit: { type: "string", enum: ["celsius", "fahrenheit"] },
            },
            required: ["location"],
            additionalProperties: false,
          },
          mockResult: {
            location: "Lisbon",
            temperature: 17,
            unit: "celsius",
            conditions: "light rain",
            chanceOfRain: 0.8,
            windKmh: 22,
          },
        },
      ],
    },
  },
  {
    id: "extraction",
    label: "Extract JSON",
    prompt:
      'Extract this order as JSON with the keys customer, orderedOn (ISO date), items (name, quantity, unitPrice), total and currency: "Hi, this is Maria Keller. On 3 March 2026 I ordered two desk lamps at 24.50 euros each and one walnut shelf for 89 euros. Please ship them together."',
    instructions: "You extract data. Answer with one JSON object and nothing else.",
    settings: { responseFormat: { type: "json" }, thinking: "off" },
  },
  {
    id: "long",
    label: "Explain at length",
    prompt:
      "Explain how a browser turns a URL into pixels, from the name look-up to the first paint, to a developer who is new to the web. Be thorough and use headings.",
  },
  {
    id: "slow",
    label: "See a slow lane",
    prompt: "Give me a slow answer, please: about four seconds of silence, then eight tokens a second.",
    demoOnly: true,
  },
  {
    id: "failing",
    label: "See a failing lane",
    prompt: "Show me a failing lane: one tier answers with an error while the others go on.",
    demoOnly: true,
  },
];
