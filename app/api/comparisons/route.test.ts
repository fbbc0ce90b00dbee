import { describe, expect, it } from "vitest";
import { readEvents, runsOf, streamedText } from "@/e2e/read-events";
import { apiRequest, OPENROUTER_KEY, useTestServer, ZAI_KEY } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { byModel, jsonScript, pace } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { GET as readRunRoute } from "../runs/[id]/route";
import { GET as listRunsRoute } from "../runs/route";
import { GET as readComparisonRoute } from "./[id]/route";
import { POST } from "./route";

const { upstream } = useTestServer();

const start = (json: unknown) => POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
const idContext = (id: string) => ({ params: Promise.resolve({ id }) });

const usage = { inputTokens: 100, outputTokens: 50, reasoningTokens: 30, cachedTokens: 40 };
const answer = (model: string) => ({
  model,
  reasoning: ["The us", "er wants ", "– 漢字 ", "👩‍👩‍👧."],
  text: ["Hel", "lo, ", "wor", "ld!\n", "\n```ts\n", "const a = 1;\n```"],
  usage,
});

describe("POST /api/comparisons", () => {
  it("streams all lanes in one response, exactly as sent, and logs, counts and prices each run", async () => {
    upstream().respondWith(
      byModel({
        "glm-4.6": { frames: pace(zaiFrames(answer("glm-4.6")), 80, 300) },
        "glm-4.7": { frames: pace(zaiFrames(answer("glm-4.7")), 40, 400) },
        "z-ai/glm-4.7-flash": {
          frames: pace(
            openRouterFrames({
              ...answer("z-ai/glm-4.7-flash"),
              provider: "DeepInfra",
              usage: { ...usage, costUsd: 0.000024 },
            }),
            20,
            200,
          ),
        },
      }),
    );
    const response = await start({
      prompt: "Say hello",
      instructions: "Be brief.",
      settings: { temperature: 0.5, seed: 7 },
      lanes: [{ offer: "zai/glm-4.6" }, { offer: "zai/glm-4.7" }, { offer: "openrouter/glm-4.7-flash" }],
    });
    const received = await readEvents(response);
    const runs = runsOf(received);

    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("cache-control")).toBe("no-cache, no-transform");
    const comparisonId = response.headers.get("x-comparison-id") ?? "";
    expect(received[0]?.event).toMatchObject({
      type: "turn",
      comparisonId,
      turn: 0,
      runs: runs.map(({ id, offer }, lane) => ({ lane, id, offer })),
    });
    expect(received.map(({ id }) => id)).toEqual(received.map((_, index) => index + 1));

    for (const [lane, run] of runs.entries()) {
      expect(streamedText(received, lane, "text-delta")).toBe(answer("").text.join(""));
      expect(streamedText(received, lane, "reasoning-delta")).toBe(answer("").reasoning.join(""));
      expect(run).toMatchObject({
        status: "completed",
        finishReason: "stop",
        error: null,
        simulated: false,
        content: { text: answer("").text.join(""), reasoning: answer("").reasoning.join("") },
        usage: {
          inputTokens: 100,
          cacheReadTokens: 40,
          outputTokens: 50,
          reasoningTokens: 30,
          source: "reported",
        },
        attempts: [{ status: 200 }],
      });
      const stored = await readRunRoute(apiRequest(`/api/runs/${run.id}`), idContext(run.id));
      expect(await stored.json()).toEqual(run);
    }
    // (60 × 0.60 + 40 × 0.11 + 50 × 2.20) / 10⁶, and the same at DeepInfra's 0.06, 0.01 and 0.40.
    expect(runs.map(({ cost }) => cost.computedUsd)).toEqual([
      "0.000150400000",
      "0.000150400000",
      "0.000024000000",
    ]);
    expect(runs[2]).toMatchObject({
      upstream: "deepinfra",
      cost: { reportedUsd: "0.000024000000", billedUsd: "0.000024000000" },
    });
    expect(runs[0]?.warnings).toEqual([expect.objectContaining({ code: "unsupported-parameter" })]);
    expect(runs[0]?.sent).toMatchObject({ model: "glm-4.6", temperature: 0.5, stream: true });
    expect(runs[2]?.sent).toMatchObject({ seed: 7 });

    const whole = await readComparisonRoute(
      apiRequest(`/api/comparisons/${comparisonId}`),
      idContext(comparisonId),
    );
    expect(await whole.json()).toMatchObject({
      id: comparisonId,
      title: "Say hello",
      turns: [{ prompt: "Say hello", runs }],
    });
  });

  it("measures TTFT as the sender's own clock does, before anything is merged", async () => {
    const [first, ...rest] = zaiFrames(answer("glm-4.7"));
    upstream().respondWith({ frames: [{ ...first, afterMs: 150 }, ...pace(rest, 400, 200)] });
    const from = upstream().writes.length;
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    const receivedAt = upstream().calls().at(-1)?.receivedAt ?? Number.NaN;
    const [delta = Number.NaN, next = Number.NaN] = upstream()
      .writes.slice(from)
      .map(({ at }) => at - receivedAt);
    expect(run?.timing.ttftMs).toBeGreaterThanOrEqual(delta);
    expect(run?.timing.ttftMs).toBeLessThan(next);
    expect(run?.timing.thinkingMs).toBeGreaterThan(0);
    expect(run?.timing.throughputTps).toBeGreaterThan(0);
  });

  it("commits every row before a provider is called", async () => {
    const seen: string[] = [];
    upstream().respondWith(async () => {
      const log = await listRunsRoute(apiRequest("/api/runs?status=running"), undefined);
      seen.push(...(await log.json()).runs.map(({ offer }: { offer: string }) => offer));
      return { frames: zaiFrames(answer("glm-4.7")) };
    });
    await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] }));
    expect(seen).toEqual(["zai/glm-4.7"]);
  });

  it("finishes and logs a run whose watcher has left", async () => {
    upstream().respondWith({ frames: pace(zaiFrames(answer("glm-4.7")), 50, 300) });
    const response = await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] });
    await response.body?.cancel();
    const id = response.headers.get("x-comparison-id") ?? "";
    await expect
      .poll(
        async () =>
          (await (await readComparisonRoute(apiRequest("/"), idContext(id))).json()).turns[0].runs[0],
      )
      .toMatchObject({
        status: "completed",
        content: { text: answer("").text.join("") },
        usage: { outputTokens: 50 },
      });
  });

  it("lets a lane fail alone, with what to do", async () => {
    upstream().respondWith({ frames: zaiFrames(answer("glm-4.7")) });
    const lanes = [{ offer: "zai/glm-4.7" }, { offer: "novita/glm-4.7" }, { offer: "nobody/glm-9" }];
    const runs = runsOf(await readEvents(await start({ prompt: "Hi", lanes })));
    expect(runs.map(({ status }) => status)).toEqual(["completed", "failed", "failed"]);
    expect(runs[1]?.error).toMatchObject({
      class: "configuration",
      message: expect.stringContaining("NOVITA_API_KEY"),
    });
    expect(runs[2]?.error).toMatchObject({
      class: "unknown-offer",
      message: expect.stringContaining("/api/catalog"),
    });
    expect(runs[1]?.cost.billedUsd).toBeNull();
  });

  it.each([
    [
      "a wrong key",
      jsonScript(401, { error: { code: "1001", message: `Invalid key ${ZAI_KEY}` } }),
      "auth",
      "Invalid key [redacted]",
    ],
    [
      "its rate limit",
      {
        ...jsonScript(429, { error: { code: "1302", message: "Slow down" } }),
        headers: { "content-type": "application/json", "retry-after": "3" },
      },
      "rate-limit",
      "Slow down",
    ],
    [
      "overload behind a 429",
      jsonScript(429, { error: { code: "1305", message: "Overloaded" } }),
      "overloaded",
      "Overloaded",
    ],
    [
      "a flat body",
      jsonScript(400, { message: "Bad temperature", code: 1214 }),
      "invalid-request",
      "Bad temperature",
    ],
    [
      "a list of details",
      jsonScript(422, { detail: [{ loc: [], msg: "Field missing" }] }),
      "invalid-request",
      "Field missing",
    ],
    [
      "a 200 that is JSON",
      jsonScript(200, { code: 500, msg: "404 NOT_FOUND", success: false }),
      "upstream",
      "404 NOT_FOUND",
    ],
    [
      "a page",
      { headers: { "content-type": "text/html" }, frames: [{ raw: "<h1>Hello</h1>" }] },
      "malformed-stream",
      "text/html",
    ],
    [
      "a redirect",
      { status: 307, headers: { location: "http://169.254.169.254/" }, frames: [] },
      "invalid-request",
      "not followed",
    ],
    [
      "an error in mid-stream",
      {
        frames: [
          ...zaiFrames(answer("glm-4.7")).slice(0, 6),
          { data: { error: { code: "1305", message: "Overloaded now" } } },
        ],
      },
      "overloaded",
      "Overloaded now",
    ],
    [
      "an error that is a string",
      { frames: [...zaiFrames(answer("glm-4.7")).slice(0, 6), { data: { error: "engine error" } }] },
      "upstream",
      "engine error",
    ],
    [
      "a broken connection",
      { frames: zaiFrames(answer("glm-4.7")).slice(0, 6), end: "cut" as const },
      "network",
      "connection",
    ],
    [
      "an ending without a finish",
      { frames: zaiFrames({ ...answer("glm-4.7"), finishReason: null }) },
      "network",
      "before the provider said",
    ],
    [
      "a [DONE] without a finish",
      { frames: [...zaiFrames({ ...answer("glm-4.7"), finishReason: null }), { raw: "data: [DONE]\n\n" }] },
      "malformed-stream",
      "without saying why",
    ],
    [
      "a damaged piece",
      { frames: [{ raw: 'data: {"choices":[{"delta":{"cont\n\n' }, ...zaiFrames(answer("glm-4.7"))] },
      "malformed-stream",
      "damaged",
    ],
    [
      "network_error",
      { frames: zaiFrames({ ...answer("glm-4.7"), finishReason: "network_error" }) },
      "network",
      "network_error",
    ],
  ])("says what happened when a provider answers with %s", async (_name, script, errorClass, words) => {
    upstream().respondWith(script);
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run).toMatchObject({ status: "failed", error: { class: errorClass } });
    expect(run?.error?.message).toContain(words);
    expect(JSON.stringify(run)).not.toContain(ZAI_KEY);
  });

  it.each([
    ["in JSON", jsonScript(200, { code: 1214, msg: "Not found", success: false })],
    ["in its stream", { frames: [{ data: { error: { code: "1301", message: "Unsafe" } } }] }],
  ])("bills nothing for a refusal that comes with status 200, %s", async (_name, script) => {
    upstream().respondWith(script);
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run).toMatchObject({
      status: "failed",
      usage: null,
      cost: { billedUsd: null, computedUsd: null },
    });
    expect(new Set(run?.attempts.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it.each([
    ["breaks off after [DONE]", zaiFrames(answer("glm-4.7")), "cut"],
    ["stays open after [DONE]", zaiFrames(answer("glm-4.7")), "hang"],
    ["breaks off after its finish", zaiFrames(answer("glm-4.7")).slice(0, -1), "cut"],
  ] as const)("an answer is whole although its connection %s", async (_name, frames, end) => {
    upstream().respondWith({ frames: [...frames, { raw: ": \n\n", afterMs: 50 }], end });
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run).toMatchObject({ status: "completed", error: null, usage: { source: "reported" } });
    await expect.poll(() => upstream().calls().at(-1)?.closedAt).not.toBeNull();
  });

  it("an empty finish reason is none", async () => {
    const chunk = (content: string) => ({
      data: { choices: [{ index: 0, delta: { content }, finish_reason: "" }] },
    });
    upstream().respondWith({ frames: [chunk("Half "), chunk("an ans")] });
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run).toMatchObject({
      status: "failed",
      error: { class: "network", code: "cut-off" },
      finishReason: null,
      content: { text: "Half an ans" },
    });
  });

  it("tries again what may pass, before the first output, and counts it as queue time", async () => {
    const from = upstream().calls().length;
    const refused = { ...jsonScript(503, { error: { code: "1305", message: "Busy" } }) };
    refused.headers = { ...refused.headers, "retry-after": "1" };
    upstream().respondWith(() =>
      upstream().calls().length - from < 2
        ? refused
        : { frames: pace(zaiFrames(answer("glm-4.7")), 30, 150) },
    );
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run).toMatchObject({
      status: "completed",
      error: null,
      attempts: [
        { status: 503, waitMs: 0 },
        { status: 200, waitMs: 1000 },
      ],
      timing: { attempts: 2 },
    });
    expect(run?.timing.queuedMs).toBeGreaterThanOrEqual(1000);
    expect(run?.timing.ttftMs).toBeLessThan(run?.timing.queuedMs ?? Number.NaN);
  });

  it.each([
    ["a permanent 429", jsonScript(429, { error: { code: "1113", message: "Insufficient balance" } }), 1],
    ["a bad request", jsonScript(400, { error: { code: "1214", message: "Bad" } }), 1],
    [
      "an error after the first output",
      {
        frames: [
          ...zaiFrames(answer("glm-4.7")).slice(0, 4),
          { data: { error: { code: "1305", message: "Busy" } } },
        ],
      },
      1,
    ],
    [
      "an error in the stream before any output",
      { frames: [{ data: { error: { code: "1305", message: "Busy" } } }] },
      3,
    ],
    ["an empty stream", { frames: [] }, 1],
    ["a server error", jsonScript(500, { error: "boom" }), 3],
  ])("makes the right number of calls for %s", async (_name, script, calls) => {
    const from = upstream().calls().length;
    upstream().respondWith(script);
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run?.status).toBe("failed");
    expect(upstream().calls().length - from).toBe(calls);
    expect(run?.attempts).toHaveLength(calls);
  });

  it.each([
    ["length", "length"],
    ["model_context_window_exceeded", "length"],
    ["sensitive", "filtered"],
  ])("calls the finish reason %s %s", async (finishReason, status) => {
    upstream().respondWith({ frames: zaiFrames({ ...answer("glm-4.7"), finishReason }) });
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run).toMatchObject({ status, finishReason, error: null });
  });

  it("marks counts as an estimate when the provider gives none, and derives no speed from them", async () => {
    const { usage: _none, ...uncounted } = answer("glm-4.7");
    upstream().respondWith({ frames: pace(zaiFrames(uncounted), 10, 300) });
    const [run] = runsOf(await readEvents(await start({ prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }] })));
    expect(run?.usage).toMatchObject({ source: "estimated", outputTokens: expect.any(Number) });
    expect(run?.timing.throughputTps).toBeNull();
    expect(run?.cost.billedUsd).not.toBeNull();
  });

  it("runs a tool with a mock result and lets the model go on", async () => {
    upstream().respondWith(({ body }) => ({
      frames: JSON.stringify(body.messages).includes('"tool"')
        ? zaiFrames({ model: "glm-4.7", text: "It is sunny.", usage })
        : zaiFrames({
            model: "glm-4.7",
            toolCalls: [{ id: "call_1", name: "weather", arguments: '{"city":"Paris"}' }],
            usage,
          }),
    }));
    const tools = [
      {
        name: "weather",
        parameters: { type: "object", properties: { city: { type: "string" } } },
        mockResult: { sky: "clear" },
      },
    ];
    const [run] = runsOf(
      await readEvents(
        await start({ prompt: "Weather?", settings: { tools }, lanes: [{ offer: "zai/glm-4.7" }] }),
      ),
    );
    expect(run?.content).toMatchObject({
      text: "It is sunny.",
      toolCalls: [
        { id: "call_1", name: "weather", input: { city: "Paris" }, output: { sky: "clear" }, invalid: false },
      ],
    });
    expect(run).toMatchObject({
      status: "completed",
      usage: { inputTokens: 200, outputTokens: 100 },
      attempts: [{ status: 200 }, { status: 200 }],
    });
  });

  it("sends the key only to its provider, follows Z.ai's limits and says what it changed", async () => {
    upstream().respondWith({ frames: zaiFrames(answer("glm-4.7")) });
    const settings = { temperature: 1.7, stop: ["A", "B"], thinking: "off", topK: 5 };
    const [run] = runsOf(
      await readEvents(await start({ prompt: "Hi", settings, lanes: [{ offer: "zai/glm-4.7" }] })),
    );
    const request = upstream().calls().at(-1);
    expect(request?.headers.authorization).toBe(`Bearer ${ZAI_KEY}`);
    expect(JSON.stringify(request?.headers)).not.toContain(OPENROUTER_KEY);
    expect(request?.body).toMatchObject({ temperature: 1, stop: ["A"], thinking: { type: "disabled" } });
    expect(request?.body).not.toHaveProperty("top_k");
    expect(run?.warnings.map(({ code }) => code)).toEqual([
      "clamped-parameter",
      "unsupported-parameter",
      "clamped-parameter",
      "thinking-not-honoured",
    ]);
  });

  it("pins an upstream and refuses a promise that a provider can't give", async () => {
    upstream().respondWith({
      frames: openRouterFrames({ ...answer("z-ai/glm-4.7"), provider: "DeepInfra" }),
    });
    const settings = { dataPolicy: "zero-retention" };
    const lanes = [{ offer: "openrouter/glm-4.7", upstream: "deepinfra" }, { offer: "zai/glm-4.7" }];
    const runs = runsOf(await readEvents(await start({ prompt: "Hi", settings, lanes })));
    expect(upstream().calls().at(-1)?.body.provider).toEqual({
      only: ["deepinfra"],
      allow_fallbacks: false,
      zdr: true,
    });
    expect(runs[1]?.error).toMatchObject({ class: "configuration", code: "data-policy" });
  });

  it("searches the web by the provider's own tool and charges for what it searched", async () => {
    const tools = [{ name: "weather", parameters: { type: "object", properties: {} } }];
    const ask = async (results: unknown[]) => {
      upstream().respondWith({
        frames: [{ data: { choices: [], web_search: results } }, ...zaiFrames(answer("glm-4.7"))],
      });
      const settings = { webSearch: true, tools };
      const [run] = runsOf(
        await readEvents(await start({ prompt: "News?", settings, lanes: [{ offer: "zai/glm-4.7" }] })),
      );
      return run?.cost.computedUsd;
    };
    expect(await ask([])).toBe("0.000150400000");
    expect(await ask([{ title: "A page" }])).toBe("0.010150400000");
    expect(upstream().calls().at(-1)?.body.tools).toMatchObject([
      { type: "function" },
      { type: "web_search" },
    ]);
  });

  it("gives back any Unicode as it went in", async () => {
    upstream().respondWith({ frames: zaiFrames(answer("glm-4.7")) });
    const prompt = "NUL \u0000, lone \ud800, family 👩‍👩‍👧, RTL \u202e, last \u{10FFFF}";
    const response = await start({ prompt, lanes: [{ offer: "zai/glm-4.7" }] });
    await readEvents(response);
    const id = response.headers.get("x-comparison-id") ?? "";
    const { turns } = await (await readComparisonRoute(apiRequest("/"), idContext(id))).json();
    expect(turns[0].prompt).toBe(prompt);
  });
});

describe("Idempotency-Key", () => {
  const json = { prompt: "Once", lanes: [{ offer: "zai/glm-4.7" }, { offer: "zai/glm-4.6" }] };
  const ask = (key: string, body: unknown = json) =>
    POST(
      apiRequest("/api/comparisons", { method: "POST", json: body, headers: { "idempotency-key": key } }),
      undefined,
    );

  it("makes many equal requests one comparison and one call per lane", async () => {
    upstream().respondWith({ frames: pace(zaiFrames(answer("glm-4.7")), 20, 200) });
    const from = upstream().calls().length;
    const other = { ...json, prompt: "Another" };
    const [streams, refused] = await Promise.all([
      Promise.all(Array.from({ length: 100 }, async () => readEvents(await ask("many")))),
      ask("many").then(() => ask("many", other)),
    ]);
    expect(refused.status).toBe(409);
    expect(upstream().calls().length - from).toBe(2);
    const ids = new Set(
      streams.map((received) => JSON.stringify(runsOf(received).map(({ id, status }) => [id, status]))),
    );
    expect(ids.size).toBe(1);
  });

  it("replays what there is after the end, and refuses another body", async () => {
    upstream().respondWith({ frames: zaiFrames(answer("glm-4.7")) });
    const first = runsOf(await readEvents(await ask("again")));
    const calls = upstream().calls().length;
    await expect.poll(async () => runsOf(await readEvents(await ask("again")))).toEqual(first);
    expect(upstream().calls().length).toBe(calls);
    const other = await ask("again", { ...json, prompt: "Twice" });
    expect([other.status, (await other.json()).code]).toEqual([409, "conflict"]);
    expect((await ask("x".repeat(256))).status).toBe(400);
  });
});

describe("what POST /api/comparisons refuses", () => {
  const lanes = [{ offer: "zai/glm-4.7" }];
  it.each([
    ["malformed JSON", { body: "{", headers: { "content-type": "application/json" } }, 400, "invalid-json"],
    [
      "a form",
      { body: "prompt=x", headers: { "content-type": "application/x-www-form-urlencoded" } },
      415,
      "unsupported-media-type",
    ],
    [
      "plain text",
      { body: JSON.stringify({ prompt: "x", lanes }), headers: { "content-type": "text/plain" } },
      415,
      "unsupported-media-type",
    ],
    ["an empty prompt", { json: { prompt: " \n", lanes } }, 400, "invalid-body"],
    ["no lane", { json: { prompt: "x", lanes: [] } }, 400, "invalid-body"],
    ["13 lanes", { json: { prompt: "x", lanes: Array(13).fill(lanes[0]) } }, 400, "invalid-body"],
    [
      "a setting of the wrong type",
      { json: { prompt: "x", lanes, settings: { temperature: "hot" } } },
      400,
      "invalid-body",
    ],
    [
      "only unknown offers",
      { json: { prompt: "x", lanes: [{ offer: "nobody/glm-9" }] } },
      400,
      "unknown-offer",
    ],
    ["a body that is a list", { json: [] }, 400, "invalid-body"],
    ["2 MiB", { json: { prompt: "x".repeat(2 * 1024 * 1024), lanes } }, 413, "body-too-large"],
  ])("%s", async (_name, init, status, code) => {
    const calls = upstream().calls().length;
    const response = await POST(apiRequest("/api/comparisons", { method: "POST", ...init }), undefined);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(await response.json()).toMatchObject({
      status,
      code,
      title: expect.any(String),
      detail: expect.any(String),
    });
    expect(upstream().calls().length).toBe(calls);
  });

  it("but not our own origin", async () => {
    upstream().respondWith({ frames: zaiFrames(answer("glm-4.7")) });
    const headers = { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" };
    const response = await POST(
      apiRequest("/api/comparisons", { method: "POST", json: { prompt: "x", lanes }, headers }),
      undefined,
    );
    expect(runsOf(await readEvents(response))[0]?.status).toBe("completed");
  });
});
