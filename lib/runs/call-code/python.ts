import { type Call, requestOf, wireMessages } from "./call";
import { literal, PYTHON } from "./literal";

/** What OpenAI's client takes by name; the rest travels as `extra_body`. */
const NAMED: Partial<Record<Call["dialect"], ReadonlySet<string>>> = {
  "chat-completions": new Set([
    "model",
    "temperature",
    "top_p",
    "max_tokens",
    "max_completion_tokens",
    "presence_penalty",
    "frequency_penalty",
    "stop",
    "seed",
    "tools",
    "tool_choice",
    "response_format",
    "reasoning_effort",
    "logit_bias",
    "stream",
    "stream_options",
  ]),
  responses: new Set([
    "model",
    "temperature",
    "top_p",
    "max_output_tokens",
    "tools",
    "tool_choice",
    "reasoning",
    "text",
    "store",
    "stream",
  ]),
};

/** The call for OpenAI's Python client, streamed. */
export function pythonCode(call: Call): string {
  const named = NAMED[call.dialect];
  if (!named) return requestsCode(call);
  const isChat = call.dialect === "chat-completions";
  const { model, ...parameters } = call.sent;
  const known = Object.entries(parameters).filter(([name]) => named.has(name));
  const extra = Object.fromEntries(Object.entries(parameters).filter(([name]) => !named.has(name)));
  const lines = [
    "import os",
    "from openai import OpenAI",
    "",
    "client = OpenAI(",
    `    base_url=${JSON.stringify(call.baseUrl)},`,
    `    api_key=${call.keyVariable === null ? '"none"' : `os.environ["${call.keyVariable}"]`},`,
    "    max_retries=0,",
    ")",
    "",
    `stream = client.${isChat ? "chat.completions" : "responses"}.create(`,
    `    model=${JSON.stringify(String(model ?? ""))},`,
    `    ${isChat ? "messages" : "input"}=${argument(wireMessages(call))},`,
    ...known.map(([name, value]) => `    ${name}=${argument(value)},`),
    ...(Object.keys(extra).length > 0 ? [`    extra_body=${argument(extra)},`] : []),
    ")",
    ...(isChat ? CHAT_LOOP : RESPONSES_LOOP),
  ];
  return `${lines.join("\n")}\n`;
}

const CHAT_LOOP = [
  "for chunk in stream:",
  "    if chunk.choices and chunk.choices[0].delta.content:",
  '        print(chunk.choices[0].delta.content, end="", flush=True)',
];

const RESPONSES_LOOP = [
  "for event in stream:",
  '    if event.type == "response.output_text.delta":',
  '        print(event.delta, end="", flush=True)',
];

/** OpenAI's client speaks neither Messages nor Runware's tasks. */
function requestsCode(call: Call): string {
  const { url, body } = requestOf(call);
  const headers = [
    ...(call.keyVariable === null ? [] : [`"Authorization": f"Bearer {os.environ['${call.keyVariable}']}"`]),
    ...(call.dialect === "messages" ? ['"anthropic-version": "2023-06-01"'] : []),
  ];
  const lines = [
    "# OpenAI's client does not speak this dialect: a plain call of the same.",
    "import os",
    "import requests",
    "",
    "with requests.post(",
    `    ${JSON.stringify(url)},`,
    `    headers={${headers.join(", ")}},`,
    `    json=${argument(body)},`,
    "    stream=True,",
    ") as response:",
    "    for line in response.iter_lines(decode_unicode=True):",
    "        print(line)",
  ];
  return `${lines.join("\n")}\n`;
}

function argument(value: unknown): string {
  return literal(value, PYTHON, 1);
}
