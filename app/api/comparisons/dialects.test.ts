import { describe, expect, it } from "vitest";
import { readEvents, runsOf, streamedText } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import type { AnswerParts } from "@/e2e/upstream/answer-parts";
import { messagesFrame, messagesFrames } from "@/e2e/upstream/messages-frames";
import { responsesFrame, responsesFrames } from "@/e2e/upstream/responses-frames";
import { jsonScript, pace } from "@/e2e/upstream/script";
import { POST as cancelRoute } from "../runs/[id]/cancel/route";
import { GET as readComparisonRoute } from "./[id]/route";
import { POST } from "./route";

const EMPIRIOLABS_KEY = "sk-empiriolabs-for-tests-0123456789";
const OTHER_KEY = "a-key-of-somebody-else-0123456789";

const FREE = { input: "0", output: "0", cacheRead: "0", cacheWrite: "0" };

const { upstream } = useTestServer((url) => ({
  EMPIRIOLABS_API_KEY: EMPIRIOLABS_KEY,
  // Both SDKs look for keys here when they are given none.
  OPENAI_API_KEY: OTHER_KEY,
  ANTHROPIC_API_KEY: OTHER_KEY,
  GLIMPSE_ENDPOINTS: JSON.stringify(
    (["responses", "messages"] as const).map((dialect) => ({
      name: dialect,
      baseUrl: `${url}/own`,
      dialect,
      models: [{ tier: "glm-4.7-flash", modelId: "flash", pricing: FREE }],
    })),
  ),
}));

const model = "glm-4-7-flash";
const usage = { inputTokens: 100, outputTokens: 50, reasoningTokens: 30, cachedTokens: 40 };
const answer: AnswerParts = {
  model,
  reasoning: ["The us", "er wants ", "– 漢字 ", "👩‍👩‍👧."],
  text: ["Hel", "lo, ", "wor", "ld!\n", "\n```ts\n", "const a = 1;\n```"],
  usage,
};
const TEXT = "Hello, world!\n\n```ts\nconst a = 1;\n```";
const THINKING = "The user wants – 漢字 👩‍👩‍👧.";

const spoken = [
  {
    dialect: "responses",
    frames: responsesFrames,
    closingFrames: 3,
    end: "completed",
    endWithCall: "completed",
    limit: "max_output_tokens",
    filtered: "content_filter",
    limitParameter: "max_output_tokens",
    own: { store: false, text: { format: { type: "json_object" } } },
    notTaken: ["stop", "seed"],
    error: responsesFrame({ type: "error", sequence_number: 9, code: "server_error", message: "Boom" }),
    overloaded: responsesFrame({
      type: "response.failed",
      sequence_number: 9,
      response: { status: "failed", error: { code: "rate_limit_exceeded", message: "Busy" }, usage: null },
    }),
    overloadedClass: "rate-limit",
  },
  {
    dialect: "messages",
    frames: messagesFrames,
    closingFrames: 1,
    end: "end_turn",
    endWithCall: "tool_use",
    limit: "max_tokens",
    filtered: "refusal",
    limitParameter: "max_tokens",
    own: { stop_sequences: ["END"] },
    notTaken: ["seed", "responseFormat json"],
    error: messagesFrame({ type: "error", error: { type: "api_error", message: "Boom" } }),
    overloaded: messagesFrame({ type: "error", error: { type: "overloaded_error", message: "Busy" } }),
    overloadedClass: "overloaded",
  },
] as const;

const tools = [
  {
    name: "weather",
    parameters: { type: "object", properties: { city: { type: "string" } } },
    mockResult: { sky: "clear" },
  },
] as const;

describe.each(spoken)("a lane in the dialect $dialect", ({ dialect, frames, ...words }) => {
  const lane = { offer: "empiriolabs/glm-4.7-flash", dialect };
  const start = (json: object = {}) =>
    POST(
      apiRequest("/api/comparisons", {
        method: "POST",
        json: { prompt: "Hi", instructions: "Be brief.", lanes: [lane], ...json },
      }),
      undefined,
    );
  const run = async (json: object = {}) => {
    const received = await readEvents(await start(json));
    return { received, run: runsOf(received)[0] };
  };

  it("gives text, thinking and usage exactly as sent", async () => {
    upstream().respondWith({ frames: pace(frames(answer), 60, 900) });
    const { received, run: done } = await run();
    expect(streamedText(received, 0, "text-delta")).toBe(TEXT);
    expect(streamedText(received, 0, "reasoning-delta")).toBe(THINKING);
    expect(done).toMatchObject({
      dialect,
      status: "completed",
      finishReason: words.end,
      error: null,
      content: { text: TEXT, reasoning: THINKING, toolCalls: [] },
      usage: {
        inputTokens: 100,
        cacheReadTokens: 40,
        cacheWriteTokens: null,
        outputTokens: 50,
        reasoningTokens: 30,
        source: "reported",
      },
      attempts: [{ status: 200 }],
    });
    expect(done?.warnings).toEqual([]);
    const request = upstream().requests.at(-1);
    expect(done?.timing.throughputTps).toBeGreaterThan(0);
    expect(request?.path).toBe(`/empiriolabs/${dialect}`);
    expect(request?.headers.authorization).toBe(`Bearer ${EMPIRIOLABS_KEY}`);
    expect(request?.headers["x-api-key"]).toBeUndefined();
    expect(JSON.stringify(request)).not.toContain(OTHER_KEY);
  });

  it("measures TTFT by the first delta, as the sender's own clock does", async () => {
    // Two events about the answer and one that announces its thinking come before the first delta.
    const sent = frames(answer).map((frame, index) => ({ ...frame, afterMs: [60, 60, 60, 60, 400][index] }));
    upstream().respondWith({ frames: sent });
    const from = upstream().writes.length;
    const { run: done } = await run();
    const receivedAt = upstream().requests.at(-1)?.receivedAt ?? Number.NaN;
    const [delta = Number.NaN, next = Number.NaN] = upstream()
      .writes.slice(from + 3)
      .map(({ at }) => at - receivedAt);
    expect(done?.timing.ttftMs).toBeGreaterThanOrEqual(delta);
    expect(done?.timing.ttftMs).toBeLessThan(next);
  });

  it("sends settings by the dialect's names, keeps nothing at the provider, and logs what went out", async () => {
    upstream().respondWith({
      frames: frames({ model, text: "Hello.", usage: { inputTokens: 9, outputTokens: 3 } }),
    });
    const settings = {
      temperature: 0.3,
      topP: 0.9,
      maxOutputTokens: 500,
      stop: ["END"],
      thinking: "off",
      responseFormat: { type: "json" },
      seed: 7,
      tools,
    };
    const { run: done } = await run({ settings });
    const { messages, input, system, ...sent } = upstream().requests.at(-1)?.body ?? {};
    expect(sent).toMatchObject({
      model,
      stream: true,
      temperature: 0.3,
      top_p: 0.9,
      [words.limitParameter]: 500,
      thinking: { type: "disabled" },
      disable_formatting: true,
      ...words.own,
    });
    expect(JSON.stringify({ messages, input, system })).toContain("Be brief.");
    expect(JSON.stringify(sent.tools)).not.toContain("eager");
    expect(done?.sent).toEqual(sent);
    expect(done?.warnings.map(({ message }) => / take (.*);/.exec(message)?.[1])).toEqual(words.notTaken);
  });

  it("runs a tool with a mock result and lets the model go on", async () => {
    const call = { id: "call_1", name: "weather", arguments: '{"city":"Paris"}' };
    upstream().respondWith(({ body }) => ({
      frames: JSON.stringify(body).includes("clear")
        ? frames({ model, text: "It is sunny.", usage })
        : frames({ model, reasoning: "Look it up.", text: "One moment.", toolCalls: [call], usage }),
    }));
    const { run: done } = await run({ settings: { tools } });
    expect(done).toMatchObject({
      status: "completed",
      finishReason: words.end,
      content: {
        text: "One moment.It is sunny.",
        toolCalls: [
          {
            id: "call_1",
            name: "weather",
            input: { city: "Paris" },
            output: { sky: "clear" },
            invalid: false,
          },
        ],
      },
      usage: { inputTokens: 200, cacheReadTokens: 80, outputTokens: 100 },
      attempts: [{ status: 200 }, { status: 200 }],
    });
    const second = JSON.stringify(upstream().requests.at(-1)?.body);
    expect(second).toContain("One moment.");
    expect(second).not.toContain("item_reference");
  });

  it("ends at the call of a tool without a result", async () => {
    const call = { id: "call_1", name: "weather", arguments: '{"city":"Paris"}' };
    upstream().respondWith({ frames: frames({ model, toolCalls: [call], usage }) });
    const [{ mockResult: _none, ...tool }] = tools;
    const { run: done } = await run({ settings: { tools: [tool] } });
    expect(done).toMatchObject({
      status: "completed",
      finishReason: words.endWithCall,
      content: { text: "", toolCalls: [{ name: "weather", input: { city: "Paris" }, output: null }] },
    });
    expect(done?.timing.firstAnswerMs).toBeGreaterThan(0);
  });

  it.each([
    ["length", words.limit],
    ["filtered", words.filtered],
  ])("is %s when the provider says %s", async (status, finishReason) => {
    upstream().respondWith({ frames: frames({ ...answer, finishReason }) });
    const { run: done } = await run();
    expect(done).toMatchObject({
      status,
      finishReason,
      error: null,
      warnings: [],
      content: { text: TEXT },
      usage: { outputTokens: 50, source: "reported" },
    });
  });

  it("shows a tool call that was cut off as invalid, and does not ask again", async () => {
    const call = { id: "call_1", name: "weather", arguments: '{"city":"Par' };
    upstream().respondWith({
      frames: frames({ model, toolCalls: [call], usage, finishReason: words.limit }),
    });
    const { run: done } = await run({ settings: { tools } });
    expect(done).toMatchObject({
      status: "length",
      content: { toolCalls: [{ invalid: true }] },
      attempts: [{ status: 200 }],
    });
  });

  it.each([
    ["an error in mid-stream", { end: "close", last: words.error }, "upstream", "Boom"],
    ["a broken connection", { end: "cut", last: null }, "network", "connection"],
    ["an ending without a finish", { end: "close", last: null }, "network", "before the provider said"],
  ] as const)("keeps what arrived before %s", async (_name, { end, last }, errorClass, message) => {
    const begun = frames({ ...answer, finishReason: null }).slice(0, -words.closingFrames);
    upstream().respondWith({ frames: [...pace(begun, 0, 100), ...(last ? [last] : [])], end });
    const { received, run: done } = await run();
    expect(done).toMatchObject({
      status: "failed",
      error: { class: errorClass, message: expect.stringContaining(message) },
      content: { text: TEXT, reasoning: THINKING },
      usage: { source: "estimated" },
      attempts: [{ status: 200 }],
    });
    expect(streamedText(received, 0, "text-delta")).toBe(TEXT);
  });

  it("keeps the text so far when it is stopped, and stops the call", async () => {
    const begun = frames({ ...answer, finishReason: null }).slice(0, -words.closingFrames - 1);
    upstream().respondWith({ frames: begun, end: "hang" });
    const from = upstream().writes.length;
    const response = await start();
    const comparisonId = response.headers.get("x-comparison-id") ?? "";
    const rest = readEvents(response);
    await expect.poll(() => upstream().writes.length - from).toBe(begun.length);
    const context = (id: string) => ({ params: Promise.resolve({ id }) });
    const { turns } = await (await readComparisonRoute(apiRequest("/"), context(comparisonId))).json();
    await cancelRoute(apiRequest("/", { method: "POST", json: {} }), context(turns[0].runs[0].id));
    const received = await rest;
    const [done] = runsOf(received);
    expect(done).toMatchObject({
      status: "aborted",
      error: null,
      content: { reasoning: THINKING },
      usage: { source: "estimated" },
    });
    expect(done?.content?.text).toBe("Hello, world!\n\n```ts\n");
    expect(streamedText(received, 0, "text-delta")).toBe(done?.content?.text);
    await expect.poll(() => upstream().requests.at(-1)?.closedAt).not.toBeNull();
  });

  it.each([
    ["an overloaded stream", { frames: [words.overloaded] }, words.overloadedClass, "Busy", 3],
    [
      "a refusal",
      jsonScript(400, { type: "error", error: { type: "invalid_request_error", message: "No such model" } }),
      "invalid-request",
      "No such model",
      1,
    ],
    [
      "an echo of the key",
      jsonScript(401, { error: { message: `Wrong key ${EMPIRIOLABS_KEY}`, code: "invalid_api_key" } }),
      "auth",
      "Wrong key [redacted]",
      1,
    ],
  ] as const)("says why there is no answer after %s", async (_name, script, errorClass, message, calls) => {
    const from = upstream().requests.length;
    upstream().respondWith({ ...script, frames: [...script.frames] });
    const { run: done } = await run();
    expect(done).toMatchObject({ status: "failed", error: { class: errorClass } });
    expect(done?.error?.message).toContain(message);
    expect(upstream().requests.length - from).toBe(calls);
    expect(JSON.stringify(done)).not.toContain(EMPIRIOLABS_KEY);
  });

  it("sends no key to a server that takes none", async () => {
    upstream().respondWith({ frames: frames({ ...answer, usage: { ...usage, cacheWriteTokens: 8 } }) });
    const { run: done } = await run({ lanes: [{ offer: `custom-${dialect}/glm-4.7-flash` }] });
    expect(done).toMatchObject({
      status: "completed",
      dialect,
      content: { text: TEXT },
      usage: { inputTokens: 100, cacheReadTokens: 40, cacheWriteTokens: 8 },
    });
    const { headers } = upstream().requests.at(-1) ?? {};
    expect(headers?.authorization).toBeUndefined();
    expect(headers?.["x-api-key"]).toBeUndefined();
    const expected = dialect === "messages" ? [{ code: "default-output-limit" }] : [];
    expect(done?.warnings).toMatchObject(expected);
    expect(done?.sent.max_tokens).toBe(dialect === "messages" ? 4096 : undefined);
  });
});
