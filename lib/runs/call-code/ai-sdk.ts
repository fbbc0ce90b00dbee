import type { Call } from "./call";
import { requestOf } from "./call";
import { type CalledFunction, splitTools } from "./functions";
import { literal, TYPESCRIPT } from "./literal";

type SdkDialect = Exclude<Call["dialect"], "runware-tasks">;

/** What the SDK calls a parameter of the wire; the rest is put into the body as it is. */
const SETTINGS: Record<SdkDialect, Record<string, string>> = {
  "chat-completions": {
    temperature: "temperature",
    top_p: "topP",
    max_tokens: "maxOutputTokens",
    presence_penalty: "presencePenalty",
    frequency_penalty: "frequencyPenalty",
    stop: "stopSequences",
    seed: "seed",
  },
  responses: { temperature: "temperature", top_p: "topP", max_output_tokens: "maxOutputTokens" },
  messages: {
    temperature: "temperature",
    top_p: "topP",
    top_k: "topK",
    max_tokens: "maxOutputTokens",
    stop_sequences: "stopSequences",
  },
};

/** The SDK's own affair. */
const IMPLIED = new Set(["model", "stream", "stream_options", "tools", "tool_choice"]);

/** The call for AI SDK 7, streamed. */
export function aiSdkCode(call: Call): string {
  if (call.dialect === "runware-tasks") return fetchCode(call);
  const names = SETTINGS[call.dialect];
  const { functions, others } = splitTools(call.sent.tools);
  const settings: Record<string, unknown> = {};
  const extra: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(call.sent)) {
    const known = names[name];
    if (known) settings[known] = value;
    else if (!IMPLIED.has(name)) extra[name] = value;
  }
  const extras = extraLines(extra, others);
  const lines = [
    `import { streamText${functions.length > 0 ? ", jsonSchema, tool" : ""} } from "ai";`,
    ...providerLines(call, call.dialect, extras),
    "",
    "const result = streamText({",
    `  model: ${modelCall(call, call.dialect)},`,
    ...(call.instructions === null ? [] : [`  instructions: ${literal(call.instructions, TYPESCRIPT)},`]),
    `  messages: ${literal(call.messages.map(sdkMessage), TYPESCRIPT, 1)},`,
    ...Object.entries(settings).map(([name, value]) => `  ${name}: ${literal(value, TYPESCRIPT, 1)},`),
    ...(functions.length > 0 ? ["  tools: {", ...functions.map(toolText), "  },"] : []),
    "  maxRetries: 0,",
    "});",
    "",
    "for await (const text of result.textStream) process.stdout.write(text);",
  ];
  return `${lines.join("\n")}\n`;
}

/** What the SDK has no name for, put into the body. */
function extraLines(extra: Record<string, unknown>, tools: unknown[]): string[] {
  const lines = Object.entries(extra).map(
    ([name, value]) => `${TYPESCRIPT.key(name)}: ${literal(value, TYPESCRIPT, 2)},`,
  );
  if (tools.length > 0) lines.push(`tools: [...(body.tools ?? []), ...${literal(tools, TYPESCRIPT, 2)}],`);
  return lines.length > 0 ? ["...body,", ...lines] : [];
}

function providerLines(
  { provider, baseUrl, keyVariable }: Call,
  dialect: SdkDialect,
  extras: string[],
): string[] {
  const key = keyVariable === null ? '"none"' : `process.env.${keyVariable}`;
  const address = [`  baseURL: ${JSON.stringify(baseUrl)},`];
  if (dialect === "chat-completions") {
    return [
      'import { createOpenAICompatible } from "@ai-sdk/openai-compatible";',
      "",
      "const provider = createOpenAICompatible({",
      `  name: ${JSON.stringify(provider)},`,
      ...address,
      `  apiKey: ${key},`,
      "  includeUsage: true,",
      ...(extras.length > 0
        ? ["  transformRequestBody: (body) => ({", ...extras.map((line) => `    ${line}`), "  }),"]
        : []),
      "});",
    ];
  }
  const isMessages = dialect === "messages";
  return [
    `import { ${isMessages ? "createAnthropic" : "createOpenAI"} } from "@ai-sdk/${isMessages ? "anthropic" : "openai"}";`,
    "",
    `const provider = ${isMessages ? "createAnthropic" : "createOpenAI"}({`,
    ...address,
    `  ${isMessages ? "authToken" : "apiKey"}: ${key},`,
    ...(extras.length > 0
      ? [
          "  fetch: (url, init) => {",
          "    const body = JSON.parse(String(init?.body));",
          "    const sent = {",
          ...extras.map((line) => `      ${line}`),
          "    };",
          "    return fetch(url, { ...init, body: JSON.stringify(sent) });",
          "  },",
        ]
      : []),
    "});",
  ];
}

function modelCall({ sent }: Call, dialect: SdkDialect): string {
  const id = JSON.stringify(String(sent.model ?? ""));
  return dialect === "responses" ? `provider.responses(${id})` : `provider(${id})`;
}

function sdkMessage({ role, content, reasoning }: Call["messages"][number]): object {
  if (!reasoning) return { role, content };
  return {
    role,
    content: [
      { type: "reasoning", text: reasoning },
      { type: "text", text: content },
    ],
  };
}

function toolText({ name, description, parameters }: CalledFunction): string {
  return [
    `    ${TYPESCRIPT.key(name)}: tool({`,
    ...(description === undefined ? [] : [`      description: ${JSON.stringify(description)},`]),
    `      inputSchema: jsonSchema(${literal(parameters, TYPESCRIPT, 3)}),`,
    "    }),",
  ].join("\n");
}

/** The SDK has no model for Runware's tasks. */
function fetchCode(call: Call): string {
  const { url, body } = requestOf(call);
  return `// The AI SDK has no provider for this dialect: a plain call of the same.
const response = await fetch(${JSON.stringify(url)}, {
  method: "POST",
  headers: {
    "Content-Type": "application/json",${call.keyVariable === null ? "" : `\n    Authorization: \`Bearer \${process.env.${call.keyVariable}}\`,`}
  },
  body: JSON.stringify(${literal(body, TYPESCRIPT, 1)}),
});

for await (const bytes of response.body ?? []) process.stdout.write(bytes);
`;
}
