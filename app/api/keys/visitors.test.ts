import { expect, it, vi } from "vitest";
import { database, openedDatabase } from "@/db/client";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, OPENROUTER_KEY, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { startRawUpstream } from "@/e2e/upstream/raw-upstream";
import { jsonScript } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

const { upstream } = useTestServer(() => ({
  GLIMPSE_PUBLIC: "1",
  GLIMPSE_PUBLIC_PROVIDERS: "demo,openrouter",
  GLIMPSE_ENDPOINTS:
    '[{"name":"gpu","baseUrl":"http://127.0.0.1:9/v1","models":[{"tier":"glm-4.7","modelId":"m"}]}]',
}));

const KEY = "a-visitors-key-0123456789";
const zaiAnswer = { frames: zaiFrames({ model: "glm-4.7", text: "Hello." }) };

/** The routes as a server that was just started has them. */
async function started(variables: Record<string, string> = {}) {
  Object.assign(process.env, { ZAI_BASE_URL: `${upstream().url}/zai` }, variables);
  vi.resetModules();
  const { GET } = await import("./route");
  const { PUT, DELETE } = await import("./[provider]/route");
  const { POST: testRoute } = await import("./[provider]/test/route");
  const { POST: startRoute } = await import("../comparisons/route");
  const { POST: previewRoute } = await import("../shares/preview/route");
  const { GET: catalogRoute } = await import("../catalog/route");
  const { GET: exportRoute } = await import("../export/route");
  const { DELETE: deleteRoute } = await import("../data/route");
  const { GET: spendRoute } = await import("../spend/route");
  const of = (provider: string) => ({ params: Promise.resolve({ provider }) });
  return {
    /** Somebody with a browser of their own, which keeps the cookies that it is sent. */
    visitor() {
      const jar = new Map<string, string>();
      const request = (method: string, path: string, json?: unknown) =>
        apiRequest(path, {
          method,
          ...(json === undefined ? {} : { json }),
          headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
        });
      const kept = (response: Response) => {
        for (const line of response.headers.getSetCookie()) {
          const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
          if (value === "") jar.delete(name);
          else jar.set(name, value);
        }
        return response;
      };
      return {
        jar,
        save: async (provider: string, apiKey: string) =>
          kept(await PUT(request("PUT", `/api/keys/${provider}`, { apiKey }), of(provider))),
        remove: async (provider: string) =>
          kept(await DELETE(request("DELETE", `/api/keys/${provider}`), of(provider))),
        test: async (provider: string) =>
          (await testRoute(request("POST", `/api/keys/${provider}/test`), of(provider))).json(),
        async keyOf(provider: string) {
          const { keys } = await (await GET(request("GET", "/api/keys"), undefined)).json();
          return keys.find((key: { provider: string }) => key.provider === provider);
        },
        async isConfigured(id: string) {
          const { providers } = await (await catalogRoute(request("GET", "/api/catalog"), undefined)).json();
          return providers.find((provider: { id: string }) => provider.id === id).configured;
        },
        async run(offer: string) {
          const body = { prompt: "Hi", lanes: [{ offer }] };
          const response = kept(await startRoute(request("POST", "/api/comparisons", body), undefined));
          const events = await readEvents(response);
          const [run] = runsOf(events);
          if (!run) throw new Error("no run came back");
          return { run, events: JSON.stringify(events) };
        },
        preview: async (comparisonId: string) =>
          (await previewRoute(request("POST", "/api/shares/preview", { comparisonId }), undefined)).text(),
        spend: async () => (await spendRoute(request("GET", "/api/spend"), undefined)).json(),
        exported: async () => (await exportRoute(request("GET", "/api/export"), undefined)).text(),
        deleteAll: async () =>
          kept(
            await deleteRoute(request("DELETE", "/api/data", { confirm: "delete everything" }), undefined),
          ),
      };
    },
  };
}

const lastKey = () => upstream().calls().at(-1)?.headers.authorization;

it("a visitor's own key is held by the visitor's browser alone, and used for that visitor's runs", async () => {
  const visitor = (await started()).visitor();
  upstream().respondWith({ frames: zaiFrames({ model: "glm-4.7", text: `It is ${KEY}.` }) });
  expect(await visitor.isConfigured("zai")).toBe(false);
  const closed = await visitor.run("zai/glm-4.7");
  expect(closed.run.error).toMatchObject({ class: "configuration" });
  expect(closed.run.error?.message).toContain("not open to visitors");

  const saved = await visitor.save("zai", KEY);
  expect(await saved.clone().json()).toMatchObject({
    provider: "zai",
    source: "session",
    needsNewKey: false,
  });
  const line = saved.headers.getSetCookie().find((cookie) => cookie.startsWith("glimpse-keys="));
  expect(line?.split("; ").slice(1)).toEqual(["Path=/", "HttpOnly", "SameSite=Strict"]);
  expect(line).not.toContain(KEY);

  expect(await visitor.isConfigured("zai")).toBe(true);
  expect(await visitor.keyOf("zai")).toMatchObject({ source: "session", origin: upstream().url });
  const { run } = await visitor.run("zai/glm-4.7");
  expect(run.status).toBe("completed");
  expect(lastKey()).toBe(`Bearer ${KEY}`);
  const preview = await visitor.preview(run.comparisonId);
  expect(preview).toContain("It is ");
  expect(preview).not.toContain(KEY);

  const rows = await (await database()).query.providerKeys.findMany();
  expect(rows).toEqual([]);
});

it("the log of a run by a visitor's key holds nothing of it, whatever the provider says", async () => {
  const visitor = (await started()).visitor();
  await visitor.save("zai", KEY);
  upstream().respondWith(jsonScript(401, { error: { message: `Bad key ${KEY}` } }));
  const { run, events } = await visitor.run("zai/glm-4.7");
  expect(run.error).toMatchObject({ class: "auth", message: "Bad key [redacted]" });
  expect(events).not.toContain(KEY);
  expect(await visitor.exported()).not.toContain(KEY);
  const rows = await (await database()).query.runs.findMany();
  const row = JSON.stringify(rows.find(({ id }) => id === run.id));
  expect(row).toContain("Bad key");
  expect(row).not.toContain(KEY);
});

it("nobody else's session opens it", async () => {
  const server = await started();
  const [owner, thief] = [server.visitor(), server.visitor()];
  await owner.save("zai", KEY);
  await thief.save("deepinfra", "a-thiefs-own-key-0123");
  thief.jar.set("glimpse-keys", owner.jar.get("glimpse-keys") ?? "");
  expect(await thief.keyOf("zai")).toMatchObject({ source: "none" });
  const calls = upstream().calls().length;
  expect((await thief.run("zai/glm-4.7")).run.error?.class).toBe("configuration");
  expect(upstream().calls()).toHaveLength(calls);
});

it("it goes nowhere else once the provider's address has another origin", async () => {
  const before = (await started()).visitor();
  await before.save("zai", KEY);
  const elsewhere = await startRawUpstream();
  elsewhere.respondWith(zaiAnswer);
  const after = (await started({ ZAI_BASE_URL: `${elsewhere.url}/zai` })).visitor();
  for (const [name, value] of before.jar) after.jar.set(name, value);
  const { run } = await after.run("zai/glm-4.7");
  expect(run.error).toMatchObject({ class: "configuration" });
  expect(run.error?.message).toContain(upstream().url);
  expect(await after.test("zai")).toMatchObject({ ok: false, error: { class: "configuration" } });
  expect(await after.keyOf("zai")).toMatchObject({ source: "none", needsNewKey: true });
  expect(elsewhere.requests).toEqual([]);
  await elsewhere.close();
});

it("where a provider is open to visitors, one's own key goes before the operator's", async () => {
  const visitor = (await started()).visitor();
  upstream().respondWith({ frames: openRouterFrames({ model: "z-ai/glm-4.7", text: "Hello." }) });
  expect((await visitor.run("openrouter/glm-4.7")).run.status).toBe("completed");
  expect(lastKey()).toBe(`Bearer ${OPENROUTER_KEY}`);
  expect(await visitor.keyOf("openrouter")).toMatchObject({ source: "none", origin: null });
  await visitor.save("openrouter", KEY);
  expect((await visitor.run("openrouter/glm-4.7")).run.status).toBe("completed");
  expect(lastKey()).toBe(`Bearer ${KEY}`);
  expect((await visitor.remove("openrouter")).status).toBe(204);
  expect(visitor.jar.has("glimpse-keys")).toBe(false);
  await visitor.run("openrouter/glm-4.7");
  expect(lastKey()).toBe(`Bearer ${OPENROUTER_KEY}`);
});

it("only what a run on the operator's key has cost is asked for afterwards", async () => {
  const visitor = (await started()).visitor();
  upstream().respondWith({ frames: openRouterFrames({ model: "z-ai/glm-4.7", text: "Hello." }) });
  await visitor.save("openrouter", KEY);
  const own = await visitor.run("openrouter/glm-4.7");
  await visitor.remove("openrouter");
  const operators = await visitor.run("openrouter/glm-4.7");
  const { sql } = await openedDatabase();
  const jobsOf = ({ run }: typeof own) => sql`select id from pgboss.job where data ->> 'runId' = ${run.id}`;
  await expect.poll(() => jobsOf(operators)).toHaveLength(1);
  expect(await jobsOf(own)).toHaveLength(0);
});

it("what a visitor's own key has paid is in the visitor's spend, and in no budget", async () => {
  const { visitor: newVisitor } = await started({
    GLIMPSE_BUDGET_USD_PER_DAY: "1",
    GLIMPSE_VISITOR_BUDGET_USD_PER_DAY: "1",
  });
  const visitor = newVisitor();
  const text = "Hello.";
  const usage = { inputTokens: 100_000, outputTokens: 10_000_000 };
  upstream().respondWith(({ path }) => ({
    frames: path.startsWith("/zai")
      ? zaiFrames({ model: "glm-4.7", text, usage })
      : openRouterFrames({
          model: "z-ai/glm-4.7",
          text,
          usage: { inputTokens: 9, outputTokens: 3, costUsd: 0.25 },
        }),
  }));
  const before = await newVisitor().spend();
  await visitor.save("zai", KEY);
  // (100,000 × 0.60 + 10,000,000 × 2.20) / 10⁶: more than the whole day's budget.
  expect((await visitor.run("zai/glm-4.7")).run.cost.billedUsd).toBe("22.060000000000");
  expect(await visitor.spend()).toMatchObject({
    totalUsd: "22.060000000000",
    ownKeyUsd: "22.060000000000",
    todayUsd: "0.000000000000",
    left: before.left,
  });
  expect((await newVisitor().spend()).left).toBe(before.left);
  expect((await visitor.run("openrouter/glm-4.7")).run.status).toBe("completed");
  expect(await visitor.spend()).toMatchObject({
    totalUsd: "22.310000000000",
    ownKeyUsd: "22.060000000000",
    todayUsd: "0.250000000000",
  });
});

it("a visitor tests a key of their own, and none of the operator's", async () => {
  const visitor = (await started()).visitor();
  upstream().respondWith(zaiAnswer);
  const calls = upstream().calls().length;
  for (const provider of ["openrouter", "zai"])
    expect(await visitor.test(provider)).toMatchObject({ ok: false, error: { code: "no-key" } });
  expect(upstream().calls()).toHaveLength(calls);
  await visitor.save("zai", KEY);
  expect(await visitor.test("zai")).toMatchObject({ ok: true });
  expect(lastKey()).toBe(`Bearer ${KEY}`);
});

it("what runs at the operator's place takes no visitor's key and no visitor's call", async () => {
  const visitor = (await started()).visitor();
  for (const provider of ["local", "demo", "custom-gpu"])
    expect((await visitor.save(provider, KEY)).status).toBe(404);
  const { run } = await visitor.run("custom-gpu/glm-4.7");
  expect(run.error).toMatchObject({ class: "configuration" });
  expect(run.error?.message).toContain("not open to visitors");
});

it("keys that are too long together are refused, and those before stay", async () => {
  const visitor = (await started()).visitor();
  await visitor.save("zai", KEY);
  const refused = await visitor.save("deepinfra", "x".repeat(3000));
  expect(refused.status).toBe(400);
  expect((await refused.json()).detail).toContain("too long");
  expect(await visitor.keyOf("zai")).toMatchObject({ source: "session" });
});

it("deleting everything deletes the keys, too", async () => {
  const visitor = (await started()).visitor();
  await visitor.save("zai", KEY);
  expect((await visitor.deleteAll()).status).toBe(204);
  expect(visitor.jar.has("glimpse-keys")).toBe(false);
});
