import { expect, it } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { jsonScript, pace, type RawRequest } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as cancelRoute } from "../runs/[id]/cancel/route";
import { GET as readRunRoute } from "../runs/[id]/route";
import { GET as readComparisonRoute } from "./[id]/route";
import { POST } from "./route";

const { upstream } = useTestServer(() => ({ EMPIRIOLABS_API_KEY: "empiriolabs-key-for-tests-0123456789" }));

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const parameters = { type: "object", properties: { city: { type: "string" } } };
const tools = [{ name: "weather", parameters, mockResult: { sky: "clear" } }];
const toolCalls = [{ id: "call_1", name: "weather", arguments: '{"city":"Paris"}' }];
const isSecond = ({ body }: RawRequest) => JSON.stringify(body.messages).includes('"tool"');

const start = (offer: string, settings: object = {}) =>
  POST(
    apiRequest("/api/comparisons", {
      method: "POST",
      json: {
        prompt: "How is the weather in Paris?",
        settings: { tools, ...settings },
        lanes: [{ offer }],
      },
    }),
    undefined,
  );
const run = async (offer: string, settings?: object) =>
  runsOf(await readEvents(await start(offer, settings)))[0];

it("that is stopped in its last request is billed for that too, by an estimate that says so", async () => {
  const usage = { inputTokens: 1000, outputTokens: 50 };
  const text = "It is sunny. ".repeat(100);
  upstream().respondWith((request) =>
    isSecond(request)
      ? { frames: zaiFrames({ model: "glm-4.7", text, finishReason: null }), end: "hang" }
      : { frames: zaiFrames({ model: "glm-4.7", toolCalls, usage }) },
  );
  const response = await start("zai/glm-4.7");
  const comparison = idContext(response.headers.get("x-comparison-id") ?? "");
  const runNow = async () =>
    (await (await readComparisonRoute(apiRequest("/"), comparison)).json()).turns[0].runs[0];
  await expect.poll(async () => (await runNow()).content.text).toBe(text);
  await cancelRoute(apiRequest("/", { method: "POST", json: {} }), idContext((await runNow()).id));
  const [stopped] = runsOf(await readEvents(response));
  expect(stopped).toMatchObject({
    status: "aborted",
    attempts: [{ status: 200 }, { status: 200 }],
    // Sent again with the call that came of it.
    usage: { inputTokens: 1000 + 1050, cacheReadTokens: null, source: "estimated" },
    cost: { reportedUsd: null },
    timing: { throughputTps: null },
  });
  expect(stopped?.usage?.outputTokens).toBeGreaterThan(300);
});

it("costs what its generations cost together, looked up too", async () => {
  const usage = { inputTokens: 100, outputTokens: 50, costUsd: 0.01 };
  const costs: Record<string, number> = { "gen-1": 0.011, "gen-2": 0.0125 };
  upstream().respondToLookUpsWith(({ path }) => {
    const asked = /generation\?id=(.*)$/.exec(path)?.[1] ?? "";
    return jsonScript(200, { data: { total_cost: costs[asked] } });
  });
  upstream().respondWith((request) => {
    const parts = isSecond(request) ? { id: "gen-2", text: "Sunny." } : { id: "gen-1", toolCalls };
    return { frames: openRouterFrames({ model: "z-ai/glm-4.7", ...parts, usage }) };
  });
  const looped = await run("openrouter/glm-4.7");
  expect(looped?.cost).toMatchObject({ reportedUsd: "0.020000000000", billedUsd: "0.020000000000" });
  const later = async () => (await readRunRoute(apiRequest("/"), idContext(looped?.id ?? ""))).json();
  await expect
    .poll(async () => (await later()).cost)
    .toMatchObject({ lookedUpUsd: "0.023500000000", billedUsd: "0.023500000000" });
});

it("keeps the discount of cached tokens that only one of its requests speaks of", async () => {
  upstream().respondWith((request) => {
    const usage = isSecond(request)
      ? { inputTokens: 100_000, outputTokens: 50, cachedTokens: 99_000 }
      : { inputTokens: 99_000, outputTokens: 50 };
    const parts = isSecond(request) ? { text: "Sunny." } : { toolCalls };
    return { frames: zaiFrames({ model: "glm-4.7", ...parts, usage }) };
  });
  // ((199,000 − 99,000) × 0.60 + 99,000 × 0.11 + 100 × 2.20) / 10⁶
  expect(await run("zai/glm-4.7")).toMatchObject({
    usage: { inputTokens: 199_000, cacheReadTokens: 99_000, outputTokens: 100 },
    cost: { billedUsd: "0.071110000000" },
  });
});

it("is charged a search for each request that searches", async () => {
  const usage = { inputTokens: 10, outputTokens: 5 };
  const parts = (request: RawRequest) => (isSecond(request) ? { text: "Sunny." } : { toolCalls });
  upstream().respondWith((request) => ({
    frames: zaiFrames({ model: "glm-4.7", ...parts(request), usage }),
  }));
  const searching = await run("empiriolabs/glm-4.7-flash", { webSearch: true });
  const still = await run("empiriolabs/glm-4.7-flash");
  const searches = Number(searching?.cost.computedUsd) - Number(still?.cost.computedUsd);
  expect(searches).toBeCloseTo(2 * 0.033, 9);
});

it("has no throughput where a whole call came in one piece", async () => {
  const usage = { inputTokens: 100, outputTokens: 500 };
  upstream().respondWith((request) =>
    isSecond(request)
      ? {
          frames: pace(zaiFrames({ model: "glm-4.7", text: ["It ", "is ", "sunny."], usage }), 50, 400),
        }
      : { frames: zaiFrames({ model: "glm-4.7", toolCalls, usage }) },
  );
  expect((await run("zai/glm-4.7"))?.timing.throughputTps).toBeNull();
});
