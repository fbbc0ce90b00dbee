import { globSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { endpointList, openRouterEndpoint, servePrices } from "@/e2e/upstream/price-answers";
import { jsonScript } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import type { Run } from "@/lib/runs/run";
import { describeApi } from "@/lib/server/openapi/describe-api";
import { operations } from "@/lib/server/openapi/operations";
import { GET as describeRoute } from "./route";

const { upstream } = useTestServer();

const described = z
  .object({
    openapi: z.literal("3.1.0"),
    paths: z.record(
      z.string(),
      z.record(z.string(), z.object({ operationId: z.string(), responses: z.record(z.string(), z.any()) })),
    ),
    components: z.object({ schemas: z.record(z.string(), z.any()) }),
  })
  .parse(JSON.parse(JSON.stringify(describeApi())));

/** A schema of the document as a validator: closed objects stay closed, so that what is not described is refused. */
function validator(schema: object): z.ZodType {
  const { schemas } = described.components;
  const text = JSON.stringify({ ...schema, $defs: schemas }).replaceAll("#/components/schemas/", "#/$defs/");
  return z.fromJSONSchema(JSON.parse(text));
}

const routeFiles = new Map(
  globSync("app/api/**/route.ts")
    .filter((file) => !file.includes("[..."))
    .map((file) => [
      `/${file.slice("app/".length, -"/route.ts".length).replaceAll(/\[(\w+)\]/g, "{$1}")}`,
      file,
    ]),
);

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const answered = new Set<string>();

type Call = {
  params?: Record<string, string>;
  query?: string;
  json?: unknown;
  headers?: Record<string, string>;
};

/** Calls an operation's real handler and holds its answer against the document. */
async function call(id: string, { params = {}, query = "", json, headers }: Call = {}): Promise<Response> {
  const operation = operations.find((known) => known.id === id);
  if (!operation) throw new Error(`no operation ${id}`);
  const { method, path } = operation;
  const handlers = await import(/* @vite-ignore */ `/${routeFiles.get(path)}`);
  const address = path.replaceAll(/\{(\w+)\}/g, (_found, name) => params[name] ?? "") + query;
  const request = apiRequest(address, {
    method: method.toUpperCase(),
    json,
    ...(headers ? { headers } : {}),
  });
  const response: Response = await handlers[method.toUpperCase()](request, {
    params: Promise.resolve(params),
  });
  await holdAgainstDocument(id, method, path, response.clone());
  if (response.ok) answered.add(id);
  return response;
}

async function holdAgainstDocument(id: string, method: string, path: string, response: Response) {
  const answer = described.paths[path]?.[method]?.responses[String(response.status)];
  expect(answer, `${id} answers ${response.status}, which is not described`).toBeDefined();
  const type = response.headers.get("content-type")?.split(";")[0] ?? null;
  if (type === null) {
    expect(answer.content, `${id} is described with a body`).toBeUndefined();
    return;
  }
  const content = answer.content?.[type];
  expect(content, `${id} answers ${type}, which is not described`).toBeDefined();
  const { contentSchema = null, ...schema } = content.schema;
  for (const part of await partsOf(type, response)) {
    const parsed = validator(contentSchema ?? schema).safeParse(part);
    expect(parsed.error?.issues ?? [], `${id}: ${JSON.stringify(part).slice(0, 500)}`).toEqual([]);
  }
}

async function partsOf(type: string, response: Response): Promise<unknown[]> {
  if (type === "text/event-stream") return (await readEvents(response)).map(({ event }) => event);
  const text = await response.text();
  if (type === "application/x-ndjson")
    return text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
  return [type.endsWith("json") ? JSON.parse(text) : text];
}

const UNKNOWN_ID = "01890000-0000-7000-8000-000000000000";
const usage = { inputTokens: 10, outputTokens: 20, reasoningTokens: 5, cachedTokens: 4 };
const zaiAnswer = { frames: zaiFrames({ model: "glm-4.7", reasoning: "Hm.", text: "Hello.", usage }) };

async function compare(lanes: object[] = [{ offer: "zai/glm-4.7" }], more: object = {}): Promise<Run[]> {
  const response = await call("startComparison", { json: { prompt: "Say hello", lanes, ...more } });
  return runsOf(await readEvents(response));
}

async function oneRun(): Promise<Run> {
  const [run] = await compare();
  if (!run) throw new Error("no run came back");
  return run;
}

describe("GET /api/openapi.json", () => {
  it("describes every route and method there is, and no other", async () => {
    const exported = await Promise.all(
      [...routeFiles].map(async ([path, file]) => {
        const handlers = await import(/* @vite-ignore */ `/${file}`);
        return METHODS.filter((method) => method in handlers).map((method) => `${method} ${path}`);
      }),
    );
    const inDocument = Object.entries(described.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(inDocument.sort()).toEqual(exported.flat().sort());
  });

  it("gives every operation a name of its own", () => {
    const names = operations.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
  });

  it("refuses an answer with a property that is not described", () => {
    const health = { status: "ok", database: "ok", version: "1", instance: "a" };
    const schema = validator({ $ref: "#/components/schemas/Health" });
    expect(schema.safeParse(health).success).toBe(true);
    expect(schema.safeParse({ ...health, secret: "x" }).success).toBe(false);
  });

  it("is what the route answers", async () => {
    const document = await (await describeRoute(apiRequest("/api/openapi.json"), undefined)).json();
    expect(document).toEqual(JSON.parse(JSON.stringify(describeApi())));
  });
});

describe("what the API answers is what it describes", () => {
  afterAll(() => {
    // Without a password there is nothing to sign in to: the session's own test does.
    expect(operations.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual(["signIn"]);
  });

  it("of the server itself", async () => {
    await call("readHealth");
    await call("readHealth", { query: "?live=1" });
    await call("readCatalog");
    await call("describeApi");
  });

  it("of comparisons and runs, whether they went well or not", async () => {
    upstream().respondWith(zaiAnswer);
    const native = { seed: 7, tools: [{ name: "weather", parameters: {} }], native: { do_sample: true } };
    const tools = { settings: { ...native, responseFormat: { type: "json" } } };
    const [run, refused] = await compare([{ offer: "zai/glm-4.7" }, { offer: "nobody/nothing" }], tools);
    expect([run?.status, refused?.error?.class]).toEqual(["completed", "unknown-offer"]);
    const id = run?.comparisonId ?? "";
    await call("listComparisons", { query: "?limit=1" });
    await call("readComparison", { params: { id } });
    await call("continueComparison", { params: { id }, json: { prompt: "And now?", lanes: [0] } });
    expect((await call("watchComparison", { params: { id } })).status).toBe(204);
    upstream().respondWith(jsonScript(401, { error: { code: "1002", message: "no such key" } }));
    const failed = await oneRun();
    expect(failed.status).toBe("failed");
    upstream().respondWith(zaiAnswer);
    await call("retryRun", { params: { id: failed.id } });
    await call("readRun", { params: { id: failed.id } });
    await call("readTranscript", { params: { id: failed.id } });
    await call("cancelRun", { params: { id: failed.id } });
    await call("listRuns", { query: "?limit=2&include=content" });
    await call("listRuns", { query: "?status=failed" });
    await call("exportRuns", { query: "?format=jsonl" });
    await call("exportRuns", { query: "?format=csv" });
    await call("readLatency", { query: "?window=1h" });
    expect((await (await call("readSpend")).json()).days.length).toBeGreaterThan(0);
    await call("deleteComparison", { params: { id } });
  });

  it("of a stream that is joined, and of a key that is used again", async () => {
    upstream().respondWith(zaiAnswer);
    const headers = { "idempotency-key": "once" };
    const json = { prompt: "Say hello", lanes: [{ offer: "zai/glm-4.7" }] };
    const first = await call("startComparison", { json, headers });
    const again = await call("startComparison", { json, headers });
    expect(again.headers.get("x-comparison-id")).toBe(first.headers.get("x-comparison-id"));
    expect((await call("startComparison", { json: { ...json, prompt: "Other" }, headers })).status).toBe(409);
  });

  it("of prices, before and after their sources were asked", async () => {
    await call("readPrices");
    const path = "/openrouter/models/z-ai/glm-4.7-flash/endpoints";
    const dearer = openRouterEndpoint("deepinfra/bf16", { prompt: "0.0000001", completion: "0.000001" });
    const sources = servePrices({ [path]: endpointList("z-ai/glm-4.7-flash", dearer) });
    upstream().respondWith((request) =>
      request.method === "POST" ? { frames: openRouterFrames({ model: "m", text: "Hi" }) } : sources(request),
    );
    await call("refreshPrices");
    const prices = await (await call("readPrices", { query: "?history=1" })).json();
    expect(prices.published.length).toBeGreaterThan(0);
    expect(prices.disagreements.length).toBeGreaterThan(0);
    await call("readCatalog");
  });

  it("of shares", async () => {
    upstream().respondWith(zaiAnswer);
    const { comparisonId } = await oneRun();
    await call("previewShare", { json: { comparisonId } });
    const { id } = await (await call("publishShare", { json: { comparisonId } })).json();
    await call("readShare", { params: { id } });
    await call("changeShare", { params: { id }, json: { expiresAt: "2099-01-01T00:00:00Z" } });
    await call("listShares");
    await call("revokeShare", { params: { id } });
    expect((await call("readShare", { params: { id } })).status).toBe(404);
  });

  it("of endpoints", async () => {
    upstream().respondWith(zaiAnswer);
    const baseUrl = `${upstream().url}/gpu/v1`;
    const endpoint = { baseUrl, models: [{ tier: "glm-4.7-flash", modelId: "my-flash" }] };
    const params = { name: "gpu" };
    await call("testDraftEndpoint", { json: endpoint });
    await call("createEndpoint", { json: { name: "gpu", ...endpoint, apiKey: "a-key-for-tests" } });
    await call("listEndpoints");
    await call("readEndpoint", { params });
    await call("testEndpoint", { params, query: "?tier=glm-4.7-flash" });
    await call("changeEndpoint", { params, json: { baseUrl: "http://127.0.0.1:9/v1" } });
    await call("readCatalog");
    await call("removeEndpoint", { params });
  });

  it("of keys", async () => {
    upstream().respondWith(zaiAnswer);
    const params = { provider: "deepinfra" };
    await call("listKeys");
    await call("saveKey", { params, json: { apiKey: "a-key-for-tests" } });
    await call("testKey", { params: { provider: "zai" } });
    await call("removeKey", { params });
    await call("testKey", { params });
    expect((await call("removeKey", { params })).status).toBe(404);
    const fixed = { params: { provider: "zai" }, json: { apiKey: "another-key" } };
    expect((await call("saveKey", fixed)).status).toBe(409);
  });

  it("of sessions and tokens", async () => {
    expect((await call("signIn", { json: { password: "none is set" } })).status).toBe(404);
    await call("signOut");
    const { id } = await (await call("createToken", { json: { name: "nightly" } })).json();
    await call("listTokens");
    await call("revokeToken", { params: { id } });
  });

  it("of everything of one's own", async () => {
    upstream().respondWith(zaiAnswer);
    const { comparisonId } = await oneRun();
    await call("publishShare", { json: { comparisonId } });
    const baseUrl = "http://127.0.0.1:9/v1";
    const models = [{ tier: "glm-4.7", modelId: "m" }];
    await call("createEndpoint", { json: { name: "mine", baseUrl, models } });
    await call("createToken", { json: { name: "mine" } });
    await call("readRetention");
    await call("changeRetention", { json: { days: 30 } });
    await call("exportEverything");
    await call("deleteEverything", { json: { confirm: "delete everything" } });
    expect(await (await call("exportEverything")).text()).toMatch(/^\{"type":"export".*\}\n$/);
  });

  it("of wrong requests", async () => {
    const wrong: [string, Call, number][] = [
      ["startComparison", { json: { prompt: "", lanes: [] } }, 400],
      ["startComparison", { json: { prompt: "Hi", lanes: [{ offer: "nobody/nothing" }] } }, 400],
      ["startComparison", { json: {}, headers: { origin: "http://elsewhere.example" } }, 403],
      ["startComparison", { json: {}, headers: { "content-type": "text/plain" } }, 415],
      ["listRuns", { query: "?limit=0" }, 400],
      ["readHealth", { headers: { host: "elsewhere.example" } }, 403],
      ["readRun", { params: { id: UNKNOWN_ID } }, 404],
      ["publishShare", { json: { comparisonId: UNKNOWN_ID } }, 404],
      ["watchComparison", { params: { id: "x" } }, 404],
    ];
    for (const [id, request, status] of wrong) expect((await call(id, request)).status, id).toBe(status);
  });
});
