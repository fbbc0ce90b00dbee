import { describe, expect, it } from "vitest";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { messagesFrames } from "@/e2e/upstream/messages-frames";
import { startRawUpstream } from "@/e2e/upstream/raw-upstream";
import { responsesFrames } from "@/e2e/upstream/responses-frames";
import { jsonScript } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { GET as catalogRoute } from "../catalog/route";
import { GET as runsRoute } from "../runs/route";
import { DELETE, PATCH } from "./[name]/route";
import { POST as testSavedRoute } from "./[name]/test/route";
import { GET, POST } from "./route";
import { POST as testDraftRoute } from "./test/route";

const ENVIRONMENT_KEY = "environment-key-0123456789";
const KEY = "gpu-key-for-tests-0123456789";
const model = { tier: "glm-4.7-flash", modelId: "my-flash" };

process.env.FIXED_KEY = ENVIRONMENT_KEY;
const { upstream } = useTestServer((url) => ({
  GLIMPSE_ENDPOINTS: JSON.stringify([
    {
      name: "fixed",
      baseUrl: `${url}/fixed/v1`,
      preset: "sglang",
      apiKeyVariable: "FIXED_KEY",
      models: [model],
    },
  ]),
}));

const named = (name: string) => ({ params: Promise.resolve({ name }) });
const create = (json: unknown) => POST(apiRequest("/api/endpoints", { method: "POST", json }), undefined);
const testDraft = async (json: object) => {
  const draft = { baseUrl: `${upstream().url}/draft/v1`, models: [model], ...json };
  return testDraftRoute(apiRequest("/api/endpoints/test", { method: "POST", json: draft }), undefined);
};
const testSaved = (name: string, query = "") =>
  testSavedRoute(apiRequest(`/api/endpoints/${name}/test${query}`, { method: "POST" }), named(name));

const helloParts = {
  model: "glm-4.7-flash-q4",
  reasoning: "Greet.",
  text: "Hello",
  usage: { inputTokens: 9, outputTokens: 16 },
};
const hello = zaiFrames({ ...helloParts, finishReason: "length" });

describe("testing a connection", () => {
  it("says what one small call brought, and leaves nothing in the log", async () => {
    upstream().respondWith({ frames: hello });
    const response = await testDraft({ apiKey: KEY, preset: "vllm" });
    expect(await response.json()).toEqual({
      ok: true,
      httpStatus: 200,
      ttftMs: expect.any(Number),
      modelId: "glm-4.7-flash-q4",
      text: "Hello",
      reasoning: "Greet.",
      error: null,
    });
    const { body, headers } = upstream().requests.at(-1) ?? {};
    expect(body).toMatchObject({ model: "my-flash", max_tokens: 16, stream: true });
    expect(headers?.authorization).toBe(`Bearer ${KEY}`);
    const { runs } = await (await runsRoute(apiRequest("/api/runs"), undefined)).json();
    expect(runs).toEqual([]);
  });

  it.each([
    ["responses", responsesFrames(helloParts), "/responses", { max_output_tokens: 16 }],
    ["messages", messagesFrames(helloParts), "/messages", { max_tokens: 16 }],
  ])("works in the dialect %s", async (dialect, frames, path, limit) => {
    upstream().respondWith({ frames });
    expect(await (await testDraft({ dialect, apiKey: KEY })).json()).toMatchObject({
      ok: true,
      modelId: "glm-4.7-flash-q4",
      text: "Hello",
      reasoning: "Greet.",
    });
    expect(upstream().requests.at(-1)).toMatchObject({ path: `/draft/v1${path}`, body: limit });
  });

  it("says that nobody listens", async () => {
    const tested = await (await testDraft({ baseUrl: "http://127.0.0.1:9/v1" })).json();
    expect(tested).toMatchObject({ ok: false, httpStatus: null, ttftMs: null });
    expect(tested.error).toMatchObject({ class: "network", code: "ECONNREFUSED" });
  });

  it("says why the key was refused, without repeating it", async () => {
    upstream().respondWith(jsonScript(401, { error: { message: `Wrong key ${KEY}`, code: "bad_key" } }));
    const text = await (await testDraft({ apiKey: KEY })).text();
    expect(JSON.parse(text)).toMatchObject({
      ok: false,
      httpStatus: 401,
      error: { class: "auth", code: "bad_key", message: "Wrong key [redacted]" },
    });
    expect(text).not.toContain(KEY);
  });

  it("does not follow a redirect", async () => {
    const before = upstream().requests.length;
    upstream().respondWith({ status: 302, headers: { location: "http://169.254.169.254/" }, frames: [] });
    expect(await (await testDraft({})).json()).toMatchObject({ ok: false, error: { code: "redirect" } });
    expect(upstream().requests).toHaveLength(before + 1);
  });

  it("tests the model of the tier that is asked for", async () => {
    upstream().respondWith({ frames: hello });
    const models = [model, { tier: "glm-4.6", modelId: "my-big-one" }];
    await testDraft({ models, tier: "glm-4.6" });
    expect(upstream().requests.at(-1)?.body).toMatchObject({ model: "my-big-one" });
  });

  it("lends a stored key to a draft of the same origin, and to no other", async () => {
    const elsewhere = await startRawUpstream();
    for (const server of [upstream(), elsewhere]) server.respondWith({ frames: hello });
    const baseUrl = `${upstream().url}/saved/v1`;
    await create({ name: "saved", baseUrl, models: [model], apiKey: KEY });
    await testSaved("saved");
    await testDraft({ name: "saved" });
    await testDraft({ name: "saved", apiKey: null });
    await testDraft({ name: "saved", baseUrl: `${elsewhere.url}/v1` });
    const sent = upstream()
      .requests.slice(-3)
      .map(({ headers }) => headers.authorization);
    expect(sent).toEqual([`Bearer ${KEY}`, `Bearer ${KEY}`, undefined]);
    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([undefined]);
    await elsewhere.close();
  });

  it("refuses what could not be saved either", async () => {
    expect((await testDraft({ baseUrl: "http://169.254.169.254/v1" })).status).toBe(400);
    expect((await testDraft({ models: [] })).status).toBe(400);
    expect((await testSaved("nobody")).status).toBe(404);
  });
});

describe("an endpoint of GLIMPSE_ENDPOINTS", () => {
  it("is offered and tested with its key, and changed only there", async () => {
    const list = await (await GET(apiRequest("/api/endpoints"), undefined)).text();
    expect(JSON.parse(list).endpoints[0]).toMatchObject({ name: "fixed", readOnly: true, hasKey: true });
    expect(list).not.toContain(ENVIRONMENT_KEY);
    const { offers } = await (await catalogRoute(apiRequest("/api/catalog"), undefined)).json();
    const own = offers.filter(({ provider }: { provider: string }) => provider === "custom-fixed");
    expect(own).toMatchObject([{ id: "custom-fixed/glm-4.7-flash", pricing: { input: null } }]);
    expect(own[0].pricing.pricePointId).toEqual(expect.any(String));

    upstream().respondWith({ frames: hello });
    expect(await (await testSaved("fixed")).json()).toMatchObject({ ok: true });
    expect(upstream().requests.at(-1)?.headers.authorization).toBe(`Bearer ${ENVIRONMENT_KEY}`);

    const path = "/api/endpoints/fixed";
    const json = { preset: null };
    expect((await PATCH(apiRequest(path, { method: "PATCH", json }), named("fixed"))).status).toBe(409);
    expect((await DELETE(apiRequest(path, { method: "DELETE" }), named("fixed"))).status).toBe(409);
    const baseUrl = "http://localhost:8000/v1";
    expect((await create({ name: "fixed", baseUrl, models: [model] })).status).toBe(409);
  });
});
