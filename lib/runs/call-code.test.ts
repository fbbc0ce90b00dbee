import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { type Call, callCode } from "./call-code";
import { requestOf } from "./call-code/call";

const chat: Call = {
  dialect: "chat-completions",
  provider: "zai",
  baseUrl: "https://api.z.ai/api/paas/v4",
  keyVariable: "ZAI_API_KEY",
  sent: {
    model: "glm-4.7",
    temperature: 0.2,
    max_tokens: 100,
    stop: ["END"],
    thinking: { type: "enabled", clear_thinking: false },
    response_format: { type: "json_object" },
    tools: [
      {
        type: "function",
        function: { name: "weather", description: "It's the weather.", parameters: { type: "object" } },
      },
      { type: "web_search", web_search: { enable: true } },
    ],
    tool_choice: "auto",
    stream: true,
    stream_options: { include_usage: true },
  },
  instructions: "Be brief. Don't say `$HOME`.",
  messages: [
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Hello", reasoning: "A greeting." },
    { role: "user", content: `What's "Raft"?\nÜ 🌍 \\ $x "quoted"` },
  ],
};
const others: Call[] = [
  { ...chat, dialect: "responses", sent: { model: "m", max_output_tokens: 9, store: false, stream: true } },
  {
    ...chat,
    dialect: "messages",
    sent: { model: "m", max_tokens: 9, thinking: { type: "disabled" }, stream: true },
  },
  {
    ...chat,
    dialect: "runware-tasks",
    keyVariable: null,
    sent: { model: "m", taskType: "textInference", settings: { topP: 0.5 } },
  },
];

/** Runs JavaScript as a module of this repository, against a server that takes down what it is sent. */
async function requestMadeBy(
  code: (baseUrl: string) => string,
): Promise<{ path: string; body: unknown; key: string }> {
  const received = Promise.withResolvers<{ path: string; body: unknown; key: string }>();
  const server = createServer(async (request, response) => {
    const chunks = await Array.fromAsync(request as AsyncIterable<Buffer>);
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    received.resolve({ path: request.url ?? "", body, key: request.headers.authorization ?? "" });
    response.writeHead(200, { "content-type": "text/event-stream" }).end("data: [DONE]\n\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const child = spawn(
    process.execPath,
    ["--input-type=module", "--eval", code(`http://127.0.0.1:${port}/v1`)],
    {
      env: { ...process.env, ZAI_API_KEY: "k-test" },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let complaint = "";
  child.stderr.on("data", (text: Buffer) => {
    complaint += text.toString();
  });
  child.on("close", () => received.reject(new Error(`nothing was sent: ${complaint}`)));
  try {
    return await received.promise;
  } finally {
    child.kill();
    server.close();
  }
}

describe("the code for the AI SDK", () => {
  it("makes the very call in chat-completions", async () => {
    const made = await requestMadeBy((baseUrl) => callCode({ ...chat, baseUrl }).aiSdk);
    expect(made).toMatchObject({ path: "/v1/chat/completions", key: "Bearer k-test" });
    expect(made.body).toEqual(requestOf(chat).body);
  });

  it.each(others)("sends every parameter in $dialect", async (call) => {
    const made = await requestMadeBy((baseUrl) => callCode({ ...call, baseUrl }).aiSdk);
    expect(made.path).toBe(new URL(requestOf({ ...call, baseUrl: "http://x/v1" }).url).pathname);
    const body = Array.isArray(made.body) ? made.body[0] : made.body;
    expect(body).toMatchObject(call.sent);
    expect(JSON.stringify(body)).toContain("Be brief. Don't say `$HOME`.");
  });
});

describe("the command for a shell", () => {
  it.each([chat, ...others])("holds the whole body, whatever is quoted in it: $dialect", (call) => {
    const { curl } = callCode(call);
    const data = /--data '([\s\S]*)'$/.exec(curl)?.[1] ?? "";
    // A single quote ends the text, is written outside of it, and begins it again.
    expect(data.replaceAll("'\\''", "")).not.toContain("'");
    expect(JSON.parse(data.replaceAll("'\\''", "'"))).toEqual(requestOf(call).body);
    expect(curl.includes('"Authorization: Bearer $ZAI_API_KEY"')).toBe(call.keyVariable !== null);
  });
});

describe("the code in Python", () => {
  it("writes Python's own words, and puts what the client doesn't know into the body", () => {
    const { tools: _tools, ...plain } = chat.sent;
    const sent = { ...plain, do_sample: true, user_id: null };
    expect(
      callCode({ ...chat, sent, instructions: null, messages: chat.messages.slice(0, 1) }).python,
    ).toBe(`import os
from openai import OpenAI

client = OpenAI(
    base_url="https://api.z.ai/api/paas/v4",
    api_key=os.environ["ZAI_API_KEY"],
    max_retries=0,
)

stream = client.chat.completions.create(
    model="glm-4.7",
    messages=[{"role": "user", "content": "Hi"}],
    temperature=0.2,
    max_tokens=100,
    stop=["END"],
    response_format={"type": "json_object"},
    tool_choice="auto",
    stream=True,
    stream_options={"include_usage": True},
    extra_body={
        "thinking": {"type": "enabled", "clear_thinking": False},
        "do_sample": True,
        "user_id": None,
    },
)
for chunk in stream:
    if chunk.choices and chunk.choices[0].delta.content:
        print(chunk.choices[0].delta.content, end="", flush=True)
`);
  });

  it("asks without OpenAI's client where that doesn't speak the dialect", () => {
    for (const call of others.slice(1)) expect(callCode(call).python).toContain("requests.post(");
  });
});

it("never writes a key", () => {
  for (const call of [chat, ...others]) {
    for (const code of Object.values(callCode(call))) expect(code).not.toMatch(/k-test|sk-/);
  }
});
