import { describe, expect, it, vi } from "vitest";
import { database } from "@/db/client";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer, ZAI_KEY } from "@/e2e/test-server";
import { startRawUpstream } from "@/e2e/upstream/raw-upstream";
import { jsonScript } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

const { upstream } = useTestServer((url) => ({ DEEPINFRA_BASE_URL: `${url}/deepinfra/v1` }));

const KEY = "deepinfra-key-for-tests-0123456789";
const OFFER = "deepinfra/glm-4.7-flash";
const answer = { frames: zaiFrames({ model: "glm-4.7-flash", text: "Hello." }) };

/** The routes as a server that was just started with these variables has them. */
async function startedWith(variables: Record<string, string> = {}) {
  Object.assign(process.env, { DEEPINFRA_BASE_URL: `${upstream().url}/deepinfra/v1` }, variables);
  vi.resetModules();
  const { GET } = await import("./route");
  const { PUT, DELETE } = await import("./[provider]/route");
  const { POST: testRoute } = await import("./[provider]/test/route");
  const { POST: startRoute } = await import("../comparisons/route");
  const { POST: previewRoute } = await import("../shares/preview/route");
  const { GET: catalogRoute } = await import("../catalog/route");
  const of = (provider: string) => ({ params: Promise.resolve({ provider }) });
  const path = (provider: string) => `/api/keys/${provider}`;
  return {
    list: () => GET(apiRequest("/api/keys"), undefined),
    save: (provider: string, json: unknown) =>
      PUT(apiRequest(path(provider), { method: "PUT", json }), of(provider)),
    remove: (provider: string) => DELETE(apiRequest(path(provider), { method: "DELETE" }), of(provider)),
    test: async (provider: string) =>
      (await testRoute(apiRequest(`${path(provider)}/test`, { method: "POST" }), of(provider))).json(),
    async run(offer = OFFER) {
      const json = { prompt: "Hi", lanes: [{ offer }] };
      const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
      const [run] = runsOf(await readEvents(response));
      if (!run) throw new Error("no run came back");
      return run;
    },
    preview: (comparisonId: string) =>
      previewRoute(apiRequest("/api/shares/preview", { method: "POST", json: { comparisonId } }), undefined),
    async isConfigured(id: string) {
      const { providers } = await (await catalogRoute(apiRequest("/api/catalog"), undefined)).json();
      return providers.find((provider: { id: string }) => provider.id === id).configured;
    },
    async keyOf(provider: string) {
      const { keys } = await (await GET(apiRequest("/api/keys"), undefined)).json();
      return keys.find((key: { provider: string }) => key.provider === provider);
    },
  };
}

describe("a provider's key", () => {
  it("of the environment is named and never shown, and goes before any other", async () => {
    const server = await startedWith();
    const text = await (await server.list()).text();
    expect(text).not.toContain(ZAI_KEY);
    const { keys } = JSON.parse(text);
    expect(keys[0]).toEqual({
      provider: "zai",
      source: "environment",
      origin: upstream().url,
      setAt: null,
      needsNewKey: false,
    });
    expect(keys.map(({ provider }: { provider: string }) => provider)).not.toContain("demo");
    const refused = await server.save("zai", { apiKey: KEY });
    expect(refused.status).toBe(409);
    expect((await refused.json()).detail).toContain("ZAI_API_KEY");
  });

  it("is kept sealed, used by runs and taken out of shares, until it is removed", async () => {
    const server = await startedWith();
    expect(await server.keyOf("deepinfra")).toMatchObject({ source: "none", needsNewKey: false });
    expect(await server.isConfigured("deepinfra")).toBe(false);
    expect(await server.run()).toMatchObject({ status: "failed", error: { class: "configuration" } });

    const saved = await server.save("deepinfra", { apiKey: ` ${KEY} ` });
    expect(saved.status).toBe(200);
    expect(await saved.json()).toEqual({
      provider: "deepinfra",
      source: "settings",
      origin: upstream().url,
      setAt: expect.any(String),
      needsNewKey: false,
    });
    expect(await (await server.list()).text()).not.toMatch(/deepinfra-key|v1\.[0-9a-f]{8}\./);
    const rows = await (await database()).query.providerKeys.findMany();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(KEY);

    expect(await server.isConfigured("deepinfra")).toBe(true);
    upstream().respondWith({
      frames: zaiFrames({ model: "glm-4.7-flash", text: `The key is ${KEY}.` }),
    });
    const run = await server.run();
    expect(run.status).toBe("completed");
    expect(upstream().requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    const preview = await (await server.preview(run.comparisonId)).text();
    expect(preview).toContain("The key is");
    expect(preview).not.toContain(KEY);

    expect((await server.remove("deepinfra")).status).toBe(204);
    expect((await server.remove("deepinfra")).status).toBe(404);
    expect(await server.run()).toMatchObject({ status: "failed", error: { class: "configuration" } });
    expect(await server.isConfigured("deepinfra")).toBe(false);
  });

  it("goes nowhere else once the provider's address has another origin", async () => {
    const before = await startedWith();
    await before.save("deepinfra", { apiKey: KEY });
    const elsewhere = await startRawUpstream();
    elsewhere.respondWith(answer);
    upstream().respondWith(answer);
    const calls = upstream().calls().length;

    const moved = await startedWith({ DEEPINFRA_BASE_URL: `${elsewhere.url}/v1` });
    const refused = await moved.run();
    expect(refused).toMatchObject({ status: "failed", error: { class: "configuration" } });
    expect(refused.error?.message).toContain(upstream().url);
    expect(refused.error?.message).toContain(elsewhere.url);
    expect(await moved.test("deepinfra")).toMatchObject({ ok: false, error: { class: "configuration" } });
    expect(await moved.isConfigured("deepinfra")).toBe(false);
    expect(await moved.keyOf("deepinfra")).toMatchObject({
      source: "none",
      origin: upstream().url,
      needsNewKey: true,
    });
    expect(elsewhere.requests).toEqual([]);

    await moved.save("deepinfra", { apiKey: "the-other-key-0123456789" });
    expect((await moved.run()).status).toBe("completed");
    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer the-other-key-0123456789",
    ]);
    const back = await startedWith();
    expect((await back.run()).error?.class).toBe("configuration");
    expect(upstream().calls().length).toBe(calls);
    await back.remove("deepinfra");
    await elsewhere.close();
  });

  it("stays where it is while only the path of the address changes", async () => {
    const before = await startedWith();
    await before.save("deepinfra", { apiKey: KEY });
    upstream().respondWith(answer);
    const after = await startedWith({ DEEPINFRA_BASE_URL: `${upstream().url}/other` });
    expect((await after.run()).status).toBe("completed");
    expect(upstream().requests.at(-1)).toMatchObject({
      path: "/other/chat/completions",
      headers: { authorization: `Bearer ${KEY}` },
    });
    await after.remove("deepinfra");
  });

  it("that was moved to another provider's row opens there no more", async () => {
    const server = await startedWith();
    await server.save("deepinfra", { apiKey: KEY });
    await (await database()).execute("update provider_keys set provider = 'novita'");
    const same = await startedWith({ NOVITA_BASE_URL: `${upstream().url}/novita` });
    expect(await same.keyOf("novita")).toMatchObject({ source: "none", needsNewKey: true });
    await same.remove("novita");
  });
});

describe("a test of a key", () => {
  it("makes one small call, with the environment's key too", async () => {
    const server = await startedWith();
    upstream().respondWith(answer);
    const calls = upstream().calls().length;
    expect(await server.test("zai")).toMatchObject({ ok: true, text: "Hello.", error: null, advice: null });
    expect(upstream().calls()).toHaveLength(calls + 1);
    expect(upstream().requests.at(-1)).toMatchObject({
      headers: { authorization: `Bearer ${ZAI_KEY}` },
      body: { max_tokens: 16 },
    });
  });

  it.each([
    [401, "does not accept this key"],
    [402, "no credit left"],
    [403, "does not let it call this model"],
    [429, "limits how often"],
    [400, "says nothing of the key"],
  ])("says what HTTP %i means, without the key", async (status, words) => {
    const server = await startedWith();
    const refusal = { ...jsonScript(status, { error: { message: `No: ${ZAI_KEY}` } }) };
    upstream().respondWith(refusal);
    const test = await server.test("zai");
    expect(test).toMatchObject({ ok: false, httpStatus: status, error: { message: "No: [redacted]" } });
    expect(test.advice).toContain(words);
  });

  it("without a key calls nobody", async () => {
    const server = await startedWith();
    const calls = upstream().calls().length;
    expect(await server.test("novita")).toMatchObject({ ok: false, error: { class: "configuration" } });
    expect(upstream().calls()).toHaveLength(calls);
  });
});

describe("what is refused", () => {
  it.each([
    ["no key", {}],
    ["an empty key", { apiKey: "" }],
    ["a key with a line break inside", { apiKey: "a\nb" }],
    ["a number", { apiKey: 7 }],
    ["a misspelt field", { apiKey: KEY, origin: "https://evil.example" }],
    ["a key of 5,000 letters", { apiKey: "x".repeat(5000) }],
  ])("%s", async (_what, body) => {
    const server = await startedWith();
    expect((await server.save("deepinfra", body)).status).toBe(400);
    expect(await server.keyOf("deepinfra")).toMatchObject({ source: "none" });
  });

  it("providers that there are not, and those that take no key", async () => {
    const server = await startedWith();
    for (const provider of ["nobody", "demo", "custom-gpu", "__proto__"])
      expect((await server.save(provider, { apiKey: KEY })).status, provider).toBe(404);
  });

  it("a key for a server that has no address", async () => {
    const refused = await (await startedWith()).save("local", { apiKey: KEY });
    expect(refused.status).toBe(409);
    expect((await refused.json()).detail).toContain("LOCAL_BASE_URL");
  });
});
