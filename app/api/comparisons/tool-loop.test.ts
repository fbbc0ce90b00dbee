import { expect, it } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { jsonScript, type RawRequest } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as cancelRoute } from "../runs/[id]/cancel/route";
import { GET as readRunRoute } from "../runs/[id]/route";
import { GET as readComparisonRoute } from "./[id]/route";
import { POST } from "./route";

const { upstream } = useTestServer();

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const parameters = { type: "object", properties: { city: { type: "string" } } };
const tools = [{ name: "weather", parameters, mockResult: { sky: "clear" } }];
const toolCalls = [{ id: "call_1", name: "weather", arguments: '{"city":"Paris"}' }];
const isSecond = ({ body }: RawRequest) => JSON.stringify(body.messages).includes('"tool"');

const start = (offer: string) =>
  POST(
    apiRequest("/api/comparisons", {
      method: "POST",
      json: { prompt: "How is the weather in Paris?", settings: { tools }, lanes: [{ offer }] },
    }),
    undefined,
  );

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
  const [run] = runsOf(await readEvents(response));
  expect(run).toMatchObject({
    status: "aborted",
    attempts: [{ status: 200 }, { status: 200 }],
    // Sent again with the call that came of it.
    usage: { inputTokens: 1000 + 1050, cacheReadTokens: null, source: "estimated" },
    cost: { reportedUsd: null },
    timing: { throughputTps: null },
  });
  expect(run?.usage?.outputTokens).toBeGreaterThan(300);
});

it("costs what its generations cost together, looked up too", async () => {
  const usage = { inputTokens: 100, outputTokens: 50, costUsd: 0.01 };
  const costs: Record<string, number> = { "gen-1": 0.011, "gen-2": 0.0125 };
  upstream().respondWith((request) => {
    const asked = /generation\?id=(.*)$/.exec(request.path)?.[1];
    if (asked) return jsonScript(200, { data: { total_cost: costs[asked] } });
    const parts = isSecond(request) ? { id: "gen-2", text: "Sunny." } : { id: "gen-1", toolCalls };
    return { frames: openRouterFrames({ model: "z-ai/glm-4.7", ...parts, usage }) };
  });
  const [run] = runsOf(await readEvents(await start("openrouter/glm-4.7")));
  expect(run?.cost).toMatchObject({ reportedUsd: "0.020000000000", billedUsd: "0.020000000000" });
  const later = async () => (await readRunRoute(apiRequest("/"), idContext(run?.id ?? ""))).json();
  await expect
    .poll(async () => (await later()).cost)
    .toMatchObject({ lookedUpUsd: "0.023500000000", billedUsd: "0.023500000000" });
});
