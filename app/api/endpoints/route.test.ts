import { describe, expect, it, vi } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { startRawUpstream } from "@/e2e/upstream/raw-upstream";
import { jsonScript } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import type { ENDPOINT_PRESETS } from "@/lib/catalog/custom-endpoint";
import { GET as catalogRoute } from "../catalog/route";
import { POST as startRoute } from "../comparisons/route";
import { GET as pricesRoute } from "../prices/route";
import { GET as runsRoute } from "../runs/route";
import { DELETE, PATCH, GET as readRoute } from "./[name]/route";
import { GET, POST } from "./route";

const { upstream } = useTestServer();

const KEY = "gpu-key-for-tests-0123456789";
const TIER = "glm-4.7-flash";
const model = { tier: TIER, modelId: "my-flash", pricing: { input: "1", output: "2.5" } };
const usage = { inputTokens: 100, outputTokens: 50 };
const answer = { model: "my-flash", reasoning: "Hm.", text: "Hello!", usage };

const named = (name: string) => ({ params: Promise.resolve({ name }) });
const create = (json: unknown) => POST(apiRequest("/api/endpoints", { method: "POST", json }), undefined);
const change = (name: string, json: unknown) =>
  PATCH(apiRequest(`/api/endpoints/${name}`, { method: "PATCH", json }), named(name));

async function created(name: string, more: object = {}) {
  const baseUrl = `${upstream().url}/${name}/v1`;
  const response = await create({ name, baseUrl, models: [model], ...more });
  expect(response.status).toBe(201);
  return response.json();
}

async function runAt(offer: string, settings: object = {}) {
  upstream().respondWith({ frames: zaiFrames(answer) });
  const json = { prompt: "Hi", settings, lanes: [{ offer }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const [run] = runsOf(await readEvents(response));
  return run;
}

describe("custom endpoints", () => {
  it("are created, listed and read without their key", async () => {
    const endpoint = await created("gpu", { preset: "vllm", apiKey: KEY });
    expect(endpoint).toMatchObject({
      name: "gpu",
      provider: "custom-gpu",
      baseUrl: `${upstream().url}/gpu/v1`,
      dialect: "chat-completions",
      preset: "vllm",
      hasKey: true,
      readOnly: false,
      models: [{ ...model, contextTokens: null, pricing: { input: "1", cacheRead: null } }],
    });
    const list = await (await GET(apiRequest("/api/endpoints"), undefined)).text();
    expect(JSON.parse(list).endpoints).toEqual([endpoint]);
    expect(await (await readRoute(apiRequest("/api/endpoints/gpu"), named("gpu"))).json()).toEqual(endpoint);
    expect(list + JSON.stringify(endpoint)).not.toMatch(/gpu-key|sealed|v1\.[0-9a-f]{8}\./);
    expect((await create({ name: "gpu", baseUrl: "http://localhost:1/v1", models: [model] })).status).toBe(
      409,
    );
  });

  it("are nothing that a visitor is told of, what they cost and how fast they are included", async () => {
    await created("acme-deal");
    await runAt(`custom-acme-deal/${TIER}`);
    const told = async () => {
      vi.resetModules();
      const routes = [
        (await import("../catalog/route")).GET,
        (await import("../prices/route")).GET,
        (await import("../latency/route")).GET,
      ];
      const bodies = await Promise.all(
        routes.map(async (get) => (await get(apiRequest("/api/any"), undefined)).text()),
      );
      return bodies.map((body) => body.includes("acme-deal"));
    };
    expect(await told()).toEqual([true, true, true]);
    process.env.GLIMPSE_PUBLIC = "1";
    expect(await told()).toEqual([false, false, false]);
    process.env.GLIMPSE_PUBLIC = "";
  });

  it("stand in the catalogue and the prices, and run with their own key and price", async () => {
    await created("priced", { apiKey: KEY });
    const catalog = await (await catalogRoute(apiRequest("/api/catalog"), undefined)).json();
    const offer = catalog.offers.find(({ id }: { id: string }) => id === `custom-priced/${TIER}`);
    expect(catalog.providers.at(-1)).toMatchObject({ id: "custom-priced", kind: "local", configured: true });
    expect(offer).toMatchObject({
      tier: TIER,
      provider: "custom-priced",
      modelId: "my-flash",
      source: "operator",
      pricing: { input: "1", output: "2.5", cacheRead: null, pricePointId: expect.any(String) },
    });
    const run = await runAt(offer.id);
    expect(run).toMatchObject({
      provider: "custom-priced",
      modelId: "my-flash",
      status: "completed",
      content: { text: "Hello!", reasoning: "Hm." },
      cost: { billedUsd: "0.000225000000", pricePointId: offer.pricing.pricePointId },
    });
    expect(upstream().requests.at(-1)).toMatchObject({
      path: "/priced/v1/chat/completions",
      headers: { authorization: `Bearer ${KEY}` },
      body: { model: "my-flash" },
    });

    await change("priced", { preset: "vllm" });
    await change("priced", { models: [{ ...model, pricing: { input: "3", output: "3" } }] });
    const history = await pricesRoute(
      apiRequest(`/api/prices?history=1&offer=custom-priced/${TIER}`),
      undefined,
    );
    const points: { pricing: { input: string } }[] = (await history.json()).pricePoints;
    expect(points.map(({ pricing }) => pricing.input)).toEqual(["3", "1"]);
    expect((await runAt(offer.id))?.cost.billedUsd).toBe("0.000450000000");
  });

  const templateSwitch = (isOn: boolean) => ({ chat_template_kwargs: { enable_thinking: isOn } });
  const switches: Record<(typeof ENDPOINT_PRESETS)[number], [off: object, low: object]> = {
    vllm: [templateSwitch(false), templateSwitch(true)],
    sglang: [templateSwitch(false), templateSwitch(true)],
    "llama.cpp": [templateSwitch(false), templateSwitch(true)],
    ollama: [{ reasoning_effort: "none" }, { reasoning_effort: "low" }],
  };
  it.each(Object.entries(switches))(
    "of the preset %s get its thinking switch",
    async (preset, [off, low]) => {
      const name = `preset-${preset.replace(".", "-")}`;
      await created(name, { preset });
      await runAt(`custom-${name}/${TIER}`, { thinking: "off" });
      expect(upstream().requests.at(-1)?.body).toMatchObject(off);
      expect(upstream().requests.at(-1)?.headers.authorization).toBeUndefined();
      const run = await runAt(`custom-${name}/${TIER}`, { thinking: "low" });
      expect(upstream().requests.at(-1)?.body).toMatchObject(low);
      expect(run?.warnings).toHaveLength(preset === "ollama" ? 0 : 1);
    },
  );

  it("without a preset get no thinking switch, and the run says so", async () => {
    await created("plain");
    const run = await runAt(`custom-plain/${TIER}`, { thinking: "off" });
    expect(run?.warnings[0]?.code).toBe("unsupported-parameter");
  });

  it("forget their key when they move to another origin, and never send it there", async () => {
    await created("mover", { apiKey: KEY });
    const sameOrigin = await change("mover", { baseUrl: `${upstream().url}/other/v1/` });
    expect(await sameOrigin.json()).toMatchObject({ hasKey: true, warnings: [] });
    const elsewhere = await startRawUpstream();
    elsewhere.respondWith({ frames: zaiFrames(answer) });
    const moved = await (await change("mover", { baseUrl: `${elsewhere.url}/v1` })).json();
    expect(moved).toMatchObject({
      hasKey: false,
      baseUrl: `${elsewhere.url}/v1`,
      warnings: [{ code: "key-dropped", message: expect.stringContaining(upstream().url) }],
    });
    expect((await runAt(`custom-mover/${TIER}`))?.status).toBe("completed");
    const back = await (await change("mover", { baseUrl: `${upstream().url}/v1` })).json();
    expect(back).toMatchObject({ hasKey: false, warnings: [] });
    await change("mover", { baseUrl: `${elsewhere.url}/v1`, apiKey: "another-key-0123" });
    await runAt(`custom-mover/${TIER}`);
    expect(elsewhere.requests.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      "Bearer another-key-0123",
    ]);
    expect(await (await change("mover", { apiKey: null })).json()).toMatchObject({ hasKey: false });
    await elsewhere.close();
  });

  it("leave the catalogue when deleted, and their runs stay", async () => {
    await created("gone");
    const run = await runAt(`custom-gone/${TIER}`);
    const remove = () => DELETE(apiRequest("/api/endpoints/gone", { method: "DELETE" }), named("gone"));
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect((await readRoute(apiRequest("/api/endpoints/gone"), named("gone"))).status).toBe(404);
    await expect(runAt(`custom-gone/${TIER}`)).rejects.toThrow("unknown-offer");
    const { runs } = await (await runsRoute(apiRequest("/api/runs?provider=custom-gone"), undefined)).json();
    expect(runs).toMatchObject([{ id: run?.id, status: "completed", modelId: "my-flash" }]);
  });
});

describe("a bad endpoint is refused", () => {
  const good = { name: "bad", baseUrl: "http://localhost:8000/v1", models: [model] };
  it.each<[string, object, string]>([
    ["no address", { baseUrl: undefined }, "baseUrl"],
    ["an address without http", { baseUrl: "ftp://localhost/v1" }, "baseUrl"],
    ["a password in the address", { baseUrl: "http://me:pw@localhost/v1" }, "baseUrl"],
    ["a query in the address", { baseUrl: "http://localhost/v1?key=1" }, "baseUrl"],
    ["a metadata address", { baseUrl: "http://169.254.169.254/v1" }, "baseUrl"],
    ["a name with capitals", { name: "GPU" }, "name"],
    ["the API's own word as a name", { name: "test" }, "name"],
    ["an unknown dialect", { dialect: "runware-tasks" }, "dialect"],
    ["an unknown preset", { preset: "tgi" }, "preset"],
    ["a key with a line break", { apiKey: "a\nb" }, "apiKey"],
    ["no model", { models: [] }, "models"],
    ["a tier twice", { models: [model, model] }, "models"],
    ["a price that is a number", { models: [{ ...model, pricing: { input: 1 } }] }, "models.0.pricing.input"],
    ["a negative price", { models: [{ ...model, pricing: { input: "-1" } }] }, "models.0.pricing.input"],
    ["a context of half a token", { models: [{ ...model, contextTokens: 0.5 }] }, "models.0.contextTokens"],
    ["a misspelt field", { apikey: "x" }, "body"],
  ])("%s", async (_what, over, field) => {
    const response = await create({ ...good, ...over });
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = await response.json();
    expect(problem.code).toBe("invalid-body");
    expect(problem.errors.map((error: { field: string }) => error.field)).toContain(field);
  });

  it("also when it is changed, or is not there", async () => {
    await created("stays");
    expect((await change("stays", { baseUrl: "http://169.254.169.254" })).status).toBe(400);
    expect((await change("stays", { name: "other" })).status).toBe(400);
    expect((await change("nobody", { preset: null })).status).toBe(404);
    expect((await change("stays", { preset: "ollama" })).status).toBe(200);
  });
});

it("a refusal of the server is redacted", async () => {
  await created("echo", { apiKey: KEY });
  const offer = `custom-echo/${TIER}`;
  upstream().respondWith(jsonScript(401, { error: { message: `Invalid key ${KEY}` } }));
  const json = { prompt: "Hi", lanes: [{ offer }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const [run] = runsOf(await readEvents(response));
  expect(run?.error).toMatchObject({ class: "auth", message: "Invalid key [redacted]" });
});
