import { describe, expect, it } from "vitest";
import { readEvents, runsOf, streamedText } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import {
  type RunwareTask,
  runwareError,
  runwareFrames,
  runwareResult,
  taskOf,
} from "@/e2e/upstream/runware-frames";
import { encodeFrame, type Frame, jsonScript, pace, type Script } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as cancelRoute } from "../runs/[id]/cancel/route";
import { GET as readComparisonRoute } from "./[id]/route";
import { POST } from "./route";

const KEY = "runware-key-for-tests-0123456789";
const { upstream } = useTestServer((url) => ({
  RUNWARE_API_KEY: KEY,
  RUNWARE_BASE_URL: `${url}/runware/v1`,
}));

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const lanes = [{ offer: "runware/glm-4.7" }];
const start = (body: object = {}) =>
  POST(
    apiRequest("/api/comparisons", { method: "POST", json: { prompt: "Say hello", lanes, ...body } }),
    undefined,
  );

async function run(body: object = {}) {
  const [only] = runsOf(await readEvents(await start(body)));
  if (!only) throw new Error("no run");
  return only;
}

/** Stops the one run of a comparison, as its button does. */
async function stop(response: Response) {
  const comparisonId = response.headers.get("x-comparison-id") ?? "";
  const comparison = await readComparisonRoute(apiRequest("/"), idContext(comparisonId));
  const { id } = (await comparison.json()).turns[0].runs[0];
  const stopped = await cancelRoute(apiRequest("/", { method: "POST", json: {} }), idContext(id));
  expect(stopped.status).toBe(202);
}

const asTasks = (answer: (task: RunwareTask) => Script) =>
  upstream().respondWith((request) => answer(taskOf(request)));
const tasksSince = (from: number) => upstream().requests.slice(from).map(taskOf);

const reasoning = ["The us", "er wants ", "– 漢字 ", "👩‍👩‍👧."];
const text = ["Hel", "lo, ", "wor", "ld!\n", "\n```ts\n", "const a = 1;\n```"];
const usage = { inputTokens: 100, outputTokens: 80, reasoningTokens: 30, costUsd: 0.000153 };
const answer = ({ taskUUID }: RunwareTask) => ({ taskUUID, reasoning, text, usage });
const wordsOf = (frames: Frame[]) => frames.map((frame) => String(encodeFrame(frame)));

/** The same bytes in pieces, which cut through characters too. */
const torn = (bytes: Buffer, length: number): Frame[] =>
  Array.from({ length: Math.ceil(bytes.length / length) }, (_, index) => ({
    raw: bytes.subarray(index * length, (index + 1) * length),
  }));

describe("a Runware lane", () => {
  it("streams thinking and text as tasks, and is billed what the task says it cost", async () => {
    asTasks((task) => ({ frames: pace(runwareFrames(answer(task)), 40, 900) }));
    const from = upstream().requests.length;
    const received = await readEvents(
      await start({
        instructions: "Be brief.",
        settings: { temperature: 0.5, maxOutputTokens: 200, seed: 7 },
      }),
    );
    const [only] = runsOf(received);

    expect(upstream().requests.at(-1)).toMatchObject({
      path: "/runware/v1",
      headers: { authorization: `Bearer ${KEY}` },
    });
    const [task] = tasksSince(from);
    expect(task).toEqual({
      taskType: "textInference",
      taskUUID: expect.stringMatching(
        /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
      ),
      model: "zai-glm-4-7",
      deliveryMethod: "stream",
      includeCost: true,
      includeUsage: true,
      numberResults: 1,
      seed: 7,
      messages: [{ role: "user", content: "Say hello" }],
      settings: { systemPrompt: "Be brief.", temperature: 0.5, maxTokens: 200 },
    });
    expect(streamedText(received, 0, "reasoning-delta")).toBe(reasoning.join(""));
    expect(streamedText(received, 0, "text-delta")).toBe(text.join(""));
    expect(only).toMatchObject({
      status: "completed",
      dialect: "runware-tasks",
      modelId: "zai-glm-4-7",
      error: null,
      finishReason: "stop",
      warnings: [],
      content: { text: text.join(""), reasoning: reasoning.join("") },
      usage: {
        inputTokens: 100,
        outputTokens: 80,
        reasoningTokens: 30,
        cacheReadTokens: null,
        source: "reported",
      },
      // Computed: (100 × 0.34 + 80 × 1.487) / 10⁶.
      cost: { reportedUsd: "0.000153000000", billedUsd: "0.000153000000", computedUsd: "0.000152960000" },
      attempts: [{ status: 200 }],
    });
    expect(only?.timing.ttftMs).toBeGreaterThan(30);
    expect(only?.timing.thinkingMs).toBeGreaterThan(0);
    expect(only?.timing.throughputTps).toBeGreaterThan(0);
    expect(only?.sent).toMatchObject({
      model: "zai-glm-4-7",
      settings: { temperature: 0.5, maxTokens: 200 },
    });
    expect(JSON.stringify(only?.sent)).not.toMatch(/Say hello|Be brief/);
  });

  it.each<[string, (frames: Frame[]) => Frame[]]>([
    ["without [DONE]", (frames) => frames.slice(0, -1)],
    [
      "whose lines end at one line break",
      (frames) => wordsOf(frames).map((words) => ({ raw: words.replace("\n\n", "\n") })),
    ],
    [
      "whose lines end at one carriage return and line break",
      (frames) => wordsOf(frames).map((words) => ({ raw: words.replace("\n\n", "\r\n") })),
    ],
    ["whose last line has no end", (frames) => [{ raw: wordsOf(frames.slice(0, -1)).join("").trimEnd() }]],
    ["in one write", (frames) => [{ raw: wordsOf(frames).join("") }]],
    ["torn after every seventh byte", (frames) => torn(Buffer.from(wordsOf(frames).join("")), 7)],
    [
      "whose usage and cost come apart",
      (frames) => [
        ...frames.slice(0, -2),
        { data: { finishReason: "stop", usage: { inputTokens: 100, outputTokens: 50, thinkingTokens: 30 } } },
        { data: { cost: 0.000153 } },
      ],
    ],
  ])("reads a stream %s", async (_name, change) => {
    asTasks((task) => ({ frames: change(runwareFrames(answer(task))) }));
    expect(await run()).toMatchObject({
      status: "completed",
      content: { text: text.join(""), reasoning: reasoning.join("") },
      usage: { inputTokens: 100, outputTokens: 80, reasoningTokens: 30 },
      cost: { billedUsd: "0.000153000000" },
    });
  });

  it("is billed what it computes where the task says no cost", async () => {
    const counted = { inputTokens: 100, outputTokens: 50 };
    asTasks(({ taskUUID }) => ({ frames: runwareFrames({ taskUUID, text, usage: counted }) }));
    expect(await run()).toMatchObject({
      usage: { outputTokens: 50, reasoningTokens: null },
      cost: { reportedUsd: null, billedUsd: "0.000108350000" },
    });
  });

  it.each([
    ["length", "length"],
    ["content_filter", "filtered"],
  ])("calls the finish reason %s %s", async (finishReason, status) => {
    asTasks((task) => ({ frames: runwareFrames({ ...answer(task), finishReason }) }));
    expect(await run()).toMatchObject({ status, finishReason, error: null });
  });
});

describe("what a Runware lane says of a failure", () => {
  it("keeps the text of a stream that an error broke off, and does not try again", async () => {
    const from = upstream().requests.length;
    asTasks((task) => ({
      frames: [
        ...runwareFrames({ ...answer(task), finishReason: null }),
        { data: runwareError("timeoutProvider", "The provider did not respond in time.") },
      ],
    }));
    expect(await run()).toMatchObject({
      status: "failed",
      content: { text: text.join("") },
      error: { class: "timeout", code: "timeoutProvider", message: "The provider did not respond in time." },
      usage: { source: "estimated" },
    });
    expect(upstream().requests.length - from).toBe(1);
  });

  it.each<[string, Script, string, string, number]>([
    [
      "a list of errors",
      jsonScript(401, runwareError("invalidApiKey", `Invalid API key ${KEY}`, "apiKey")),
      "auth",
      "Invalid API key [redacted]",
      1,
    ],
    [
      "one error beside the task's id",
      jsonScript(402, { error: { code: "insufficientCredits", message: "Top up" }, taskUUID: "x" }),
      "auth",
      "Top up",
      1,
    ],
    [
      "errors behind a 200",
      jsonScript(200, runwareError("unsupportedParameter", "No such parameter", ["settings.minP"])),
      "invalid-request",
      "No such parameter",
      1,
    ],
    [
      "errors beside no data",
      jsonScript(200, { data: [], ...runwareError("contentPolicyViolation", "Not that") }),
      "invalid-request",
      "Not that",
      1,
    ],
    [
      "its rate limit",
      jsonScript(429, runwareError("rateLimitExceeded", "Slow down")),
      "rate-limit",
      "Slow down",
      3,
    ],
    [
      "an error at the head of the stream",
      { frames: [{ raw: ": ping\n\n" }, { data: runwareError("providerUnavailable", "Gone for now") }] },
      "overloaded",
      "Gone for now",
      3,
    ],
    ["JSON of another kind", jsonScript(200, { hello: "world" }), "malformed-stream", "application/json", 1],
    [
      "a list of results that are another task's",
      jsonScript(200, { data: [{ taskUUID: "0", text: "Not yours" }] }),
      "malformed-stream",
      "application/json",
      1,
    ],
  ])("%s", async (_name, script, errorClass, words, calls) => {
    const from = upstream().requests.length;
    upstream().respondWith(script);
    const only = await run();
    expect(only).toMatchObject({ status: "failed", error: { class: errorClass } });
    expect(only.error?.message).toContain(words);
    expect(JSON.stringify(only)).not.toContain(KEY);
    expect(upstream().requests.length - from).toBe(calls);
  });

  it("stops in the middle, keeps what came, and leaves the provider", async () => {
    const frames = (task: RunwareTask) => runwareFrames({ ...answer(task), finishReason: null });
    asTasks((task) => ({ frames: pace(frames(task), 10, 50), end: "hang" }));
    const from = upstream().writes.length;
    const response = await start();
    await expect.poll(() => upstream().writes.length - from).toBe(1 + reasoning.length + text.length);
    await stop(response);
    expect(runsOf(await readEvents(response))[0]).toMatchObject({
      status: "aborted",
      error: null,
      content: { reasoning: reasoning.join(""), text: text.join("") },
      usage: { source: "estimated" },
    });
    await expect.poll(() => upstream().requests.at(-1)?.closedAt).not.toBeNull();
  });
});

describe("a Runware lane that does not stream", () => {
  const native = (deliveryMethod: string) => ({ settings: { native: { deliveryMethod } } });

  it("takes a sync answer as one arrival, without a speed", async () => {
    asTasks((task) => ({ ...jsonScript(200, { data: [runwareResult(answer(task))] }) }));
    const only = await run(native("sync"));
    expect(only).toMatchObject({
      status: "completed",
      content: { text: text.join(""), reasoning: "" },
      sent: { deliveryMethod: "sync" },
      usage: { outputTokens: 80, reasoningTokens: 30 },
      cost: { billedUsd: "0.000153000000" },
      warnings: [{ code: "not-streamed" }],
      timing: { throughputTps: null, longestStallMs: null, attempts: 1 },
    });
    expect(only.timing.ttftMs).toBeGreaterThan(0);
  });

  it("keeps the result beside which an error came", async () => {
    const from = upstream().requests.length;
    asTasks((task) =>
      jsonScript(200, {
        data: [runwareResult(answer(task))],
        ...runwareError("inferenceError", "Half of it"),
      }),
    );
    expect(await run(native("sync"))).toMatchObject({
      status: "failed",
      error: { class: "upstream", code: "inferenceError" },
      content: { text: text.join("") },
      cost: { billedUsd: "0.000153000000" },
    });
    expect(upstream().requests.length - from).toBe(1);
  });

  it("asks for an async answer until it is there, all in one attempt", async () => {
    const from = upstream().requests.length;
    let questions = 0;
    asTasks((task) => {
      if (task.taskType !== "getResponse")
        return jsonScript(200, { data: [{ taskType: "textInference", taskUUID: task.taskUUID }] });
      questions += 1;
      if (questions === 1) return jsonScript(503, runwareError("serviceUnavailable", "A moment"));
      const status = questions === 2 ? "processing" : "success";
      const result = status === "success" ? runwareResult(answer(task)) : { taskUUID: task.taskUUID };
      return jsonScript(200, { data: [{ ...result, status }] });
    });
    const only = await run(native("async"));
    expect(only).toMatchObject({
      status: "completed",
      content: { text: text.join("") },
      usage: { inputTokens: 100, outputTokens: 80 },
      attempts: [{ status: 200 }],
      timing: { attempts: 1, throughputTps: null },
    });
    const [task, ...asked] = tasksSince(from);
    expect(task).toMatchObject({ deliveryMethod: "async" });
    expect(asked).toEqual(Array(3).fill({ taskType: "getResponse", taskUUID: task?.taskUUID }));
    expect(only.timing.ttftMs).toBeGreaterThanOrEqual(3000);
    expect(only.timing.queuedMs).toBeLessThan(only.timing.ttftMs ?? Number.NaN);
  });

  it("stops asking when it is stopped", async () => {
    asTasks(({ taskUUID }) => jsonScript(200, { data: [{ taskUUID, status: "processing" }] }));
    const response = await start(native("async"));
    const from = upstream().requests.length;
    await expect.poll(() => upstream().requests.length - from).toBeGreaterThan(0);
    await stop(response);
    expect(runsOf(await readEvents(response))[0]).toMatchObject({ status: "aborted", error: null });
  });

  it("gives up an accepted task that failed, instead of paying for another", async () => {
    const from = upstream().requests.length;
    asTasks((task) =>
      jsonScript(
        200,
        task.taskType === "getResponse"
          ? { data: [], ...runwareError("providerUnavailable", "It broke") }
          : { data: [{ taskUUID: task.taskUUID }] },
      ),
    );
    expect(await run(native("async"))).toMatchObject({
      status: "failed",
      error: { class: "overloaded", message: "It broke" },
    });
    expect(upstream().requests.length - from).toBe(2);
  });
});

describe("what a Runware lane sends", () => {
  it.each<[string, Script]>([
    [
      "a refusal",
      jsonScript(400, runwareError("invalidModel", "Model must be a valid AIR identifier.", "model")),
    ],
    [
      "errors behind a 200",
      jsonScript(200, runwareError("unknownParameterValue", "Which model?", ["model"])),
    ],
    ["an error in the stream", { frames: [{ data: runwareError("modelNotFound", "No such model") }] }],
  ])("names the model by its other id after %s, once", async (_name, refused) => {
    const from = upstream().requests.length;
    asTasks((task) => (task.model === "zai:glm@4.7" ? { frames: runwareFrames(answer(task)) } : refused));
    const only = await run();
    expect(tasksSince(from).map(({ model }) => model)).toEqual(["zai-glm-4-7", "zai:glm@4.7"]);
    expect(only).toMatchObject({
      status: "completed",
      error: null,
      sent: { model: "zai:glm@4.7" },
      content: { text: text.join("") },
      attempts: [{ waitMs: 0 }, { waitMs: 0, status: 200 }],
      timing: { attempts: 2 },
    });
  });

  it("fails when neither id is known", async () => {
    const from = upstream().requests.length;
    upstream().respondWith(jsonScript(400, runwareError("invalidModel", "No such model", "model")));
    expect(await run()).toMatchObject({
      status: "failed",
      error: { class: "invalid-request", code: "invalidModel" },
    });
    expect(upstream().requests.length - from).toBe(2);
  });

  it("puts system messages into the system prompt and leaves empty answers out", async () => {
    asTasks((task) => ({ frames: runwareFrames(answer(task)) }));
    await run({
      prompt: undefined,
      instructions: "Be brief.",
      messages: [
        { role: "system", content: "Speak French." },
        { role: "user", content: "One" },
        { role: "assistant", content: "" },
        { role: "user", content: "Two" },
        { role: "assistant", content: "Deux" },
        { role: "user", content: "Three" },
      ],
    });
    const request = upstream().requests.at(-1);
    expect(request && taskOf(request)).toMatchObject({
      settings: { systemPrompt: "Be brief.\n\nSpeak French." },
      messages: [
        { role: "user", content: "One" },
        { role: "user", content: "Two" },
        { role: "assistant", content: "Deux" },
        { role: "user", content: "Three" },
      ],
    });
  });

  it("keeps to the documented ranges and says what it changed", async () => {
    asTasks((task) => ({ frames: runwareFrames(answer(task)) }));
    const tools = [{ name: "weather", parameters: { type: "object" } }];
    const only = await run({
      settings: {
        frequencyPenalty: -1,
        presencePenalty: 0.5,
        maxOutputTokens: 200_000,
        topP: 0.9,
        topK: 0,
        minP: 0.1,
        repetitionPenalty: 1.1,
        stop: ["A", "B"],
        tools,
        responseFormat: { type: "json" },
        native: { numberResults: 3, webhookURL: "https://evil.example", nonsense: 1, outputFormat: "TEXT" },
      },
    });
    const request = upstream().requests.at(-1);
    expect(request && taskOf(request)).toEqual({
      ...only.sent,
      numberResults: 1,
      outputFormat: "TEXT",
      messages: [{ role: "user", content: "Say hello" }],
      settings: {
        frequencyPenalty: 0,
        presencePenalty: 0.5,
        maxTokens: 131_072,
        topP: 0.9,
        minP: 0.1,
        repetitionPenalty: 1.1,
        stopSequences: ["A", "B"],
      },
    });
    expect(only.warnings.map(({ code }) => code).sort()).toEqual([
      ...Array(2).fill("clamped-parameter"),
      ...Array(5).fill("unsupported-parameter"),
    ]);
  });

  it.each<[string, object, object | undefined, string[]]>([
    ["off", { thinking: "off" }, { thinkingLevel: "none" }, []],
    ["on", { thinking: "on" }, undefined, ["unsupported-parameter"]],
    ["high", { thinking: "high" }, undefined, ["unsupported-parameter"]],
    [
      "a native level",
      { thinking: "high", native: { thinkingLevel: "deep" } },
      { thinkingLevel: "deep" },
      [],
    ],
    [
      "a native level by its whole name",
      { native: { "settings.thinkingLevel": "deep" } },
      { thinkingLevel: "deep" },
      [],
    ],
  ])("sends thinking %s only by a name that is known", async (asked, settings, sent, codes) => {
    asTasks((task) => ({
      frames: runwareFrames(asked === "off" ? { taskUUID: task.taskUUID, text } : answer(task)),
    }));
    const only = await run({ settings });
    const request = upstream().requests.at(-1);
    expect(request && taskOf(request).settings).toEqual(sent);
    expect(only.warnings.map(({ code }) => code)).toEqual(codes);
  });

  it("speaks chat-completions where that is chosen, by the AIR id", async () => {
    upstream().respondWith({ frames: zaiFrames({ model: "zai:glm@4.7", text: "Hi!" }) });
    const settings = { maxOutputTokens: 50 };
    const only = await run({ settings, lanes: [{ offer: "runware/glm-4.7", dialect: "chat-completions" }] });
    expect(upstream().requests.at(-1)).toMatchObject({
      path: "/runware/v1/chat/completions",
      body: { model: "zai:glm@4.7", max_completion_tokens: 50 },
    });
    expect(only).toMatchObject({
      status: "completed",
      dialect: "chat-completions",
      content: { text: "Hi!" },
    });
  });
});
