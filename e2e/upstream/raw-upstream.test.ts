import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRouterFrames } from "./openrouter-frames.ts";
import { type RawUpstream, startRawUpstream } from "./raw-upstream.ts";
import { realisticHandler } from "./realistic-handler.ts";
import { byModel, pace } from "./script.ts";
import { zaiFrames } from "./zai-frames.ts";

let upstream: RawUpstream;

beforeEach(async () => {
  upstream = await startRawUpstream();
});

afterEach(() => upstream.close());

function post(body: object, path = "/chat/completions", signal?: AbortSignal): Promise<Response> {
  return fetch(`${upstream.url}${path}`, { method: "POST", body: JSON.stringify(body), signal });
}

const ask = (content: string) => ({ model: "glm-4.7", messages: [{ role: "user", content }] });

const frame = (text: string) => ({ raw: `data: ${text}\n\n` });

describe("a raw upstream", () => {
  it("sends frames verbatim and records the request and every write", async () => {
    upstream.respondWith({
      status: 201,
      headers: { "x-test": "yes" },
      frames: [{ data: { a: 1 } }, { raw: "torn" }],
    });
    const response = await post({ model: "glm-4.7" });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-test")).toBe("yes");
    expect(await response.text()).toBe('data: {"a":1}\n\ntorn');
    expect(upstream.requests).toMatchObject([{ path: "/chat/completions", body: { model: "glm-4.7" } }]);
    expect(upstream.writes.map(({ request, frame }) => [request, frame])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(upstream.writes[0]?.at).toBeGreaterThanOrEqual(upstream.requests[0]?.receivedAt ?? Number.NaN);
  });

  it("waits before a frame as long as its script says", async () => {
    upstream.respondWith({ frames: pace([frame("1"), frame("2"), frame("3")], 0, 80) });
    await (await post({})).text();
    const [first, , third] = upstream.writes.map(({ at }) => at);
    // Timers may fire a millisecond early.
    expect((third ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(76);
  });

  it("answers each model with its own script", async () => {
    upstream.respondWith(byModel({ a: { frames: [frame("A")] }, b: () => ({ frames: [frame("B")] }) }));
    const answers = await Promise.all(["a", "b", "c"].map((model) => post({ model })));
    expect(await answers[0]?.text()).toContain("A");
    expect(await answers[1]?.text()).toContain("B");
    expect(answers[2]?.status).toBe(404);
  });

  it("cuts the connection after the last frame", async () => {
    upstream.respondWith({ frames: [frame("half")], end: "cut" });
    const response = await post({});
    await expect(response.text()).rejects.toThrow();
  });

  it("leaves a hanging stream open until the client leaves, and notes when it did", async () => {
    upstream.respondWith({ frames: [frame("first")], end: "hang" });
    const client = new AbortController();
    const response = await post({}, "/", client.signal);
    const reader = response.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("data: first\n\n");
    expect(upstream.requests[0]?.closedAt).toBeNull();
    client.abort();
    await expect.poll(() => upstream.requests[0]?.closedAt).not.toBeNull();
  });
});

describe("recorded shapes", () => {
  const parts = {
    model: "glm-4.7",
    reasoning: ["Th", "ink"],
    text: ["Hi!"],
    usage: { inputTokens: 100, outputTokens: 50, reasoningTokens: 30, cachedTokens: 40, costUsd: 0.000024 },
  };

  it("puts Z.ai's usage on the finish chunk, and no finish_reason before it", () => {
    const frames = zaiFrames(parts);
    expect(frames).toHaveLength(5);
    expect(JSON.stringify(frames.slice(0, 3))).not.toContain("finish_reason");
    expect(frames[3]).toMatchObject({
      data: {
        choices: [{ finish_reason: "stop" }],
        usage: { completion_tokens_details: { reasoning_tokens: 30 } },
      },
    });
    expect(frames[4]).toEqual({ raw: "data: [DONE]\n\n" });
    expect(zaiFrames({ ...parts, finishReason: null })).toHaveLength(3);
  });

  it("repeats OpenRouter's finish chunk with usage and cost after a processing comment", () => {
    const frames = openRouterFrames({ ...parts, provider: "DeepInfra" });
    expect(frames[0]).toEqual({ raw: ": OPENROUTER PROCESSING\n\n" });
    expect(frames[1]).toMatchObject({
      data: { provider: "DeepInfra", choices: [{ delta: { reasoning: "Th" } }] },
    });
    expect(frames.at(-3)).toMatchObject({ data: { choices: [{ finish_reason: "stop" }] } });
    expect(frames.at(-3)).not.toHaveProperty("data.usage");
    expect(frames.at(-2)).toMatchObject({
      data: { choices: [{ finish_reason: "stop" }], usage: { cost: 0.000024 } },
    });
  });
});

describe("the fake providers", () => {
  beforeEach(() => upstream.respondWith(realisticHandler));

  it("answers as Z.ai and as OpenRouter, with the model id in the text", async () => {
    const body = ask("Hello [instant]");
    const zai = await (await post(body, "/zai/chat/completions")).text();
    const openRouter = await (await post(body, "/openrouter/chat/completions")).text();
    expect(zai).toContain("reasoning_content");
    expect(zai).toContain("glm-4.7");
    expect(openRouter).toMatch(/^: OPENROUTER PROCESSING\n\n/);
    expect(openRouter).toContain('"cost":');
  });

  it("spreads a stream over about a second unless told otherwise", async () => {
    await (await post(ask("Hello"), "/zai/chat/completions")).text();
    const receivedAt = upstream.requests[0]?.receivedAt ?? Number.NaN;
    expect(new Set(upstream.writes.map(({ at }) => Math.round(at))).size).toBeGreaterThan(3);
    expect((upstream.writes.at(-1)?.at ?? 0) - receivedAt).toBeGreaterThan(900);
  });

  it("fails on [fail], and leaves thinking out when it is disabled", async () => {
    const failed = await post(ask("[fail]"), "/zai/chat/completions");
    expect(failed.status).toBe(500);
    expect(await failed.json()).toMatchObject({ error: { code: "1234" } });
    const quiet = await post(
      { ...ask("[instant]"), thinking: { type: "disabled" } },
      "/zai/chat/completions",
    );
    expect(await quiet.text()).not.toContain("reasoning_content");
  });
});
