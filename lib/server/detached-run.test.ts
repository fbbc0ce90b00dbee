import { expect, it } from "vitest";
import { GET as readComparisonRoute } from "@/app/api/comparisons/[id]/route";
import { POST as startRoute } from "@/app/api/comparisons/route";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

const { upstream } = useTestServer(() => ({ GLIMPSE_DETACHED_SECONDS: "2" }));

it("stops a run that nobody watches, keeps its text and an estimated bill, and says why", async () => {
  upstream().respondWith({
    frames: zaiFrames({ model: "glm-4.7", text: ["Is anyone there?"], finishReason: null }).slice(0, 1),
    end: "hang",
  });
  const json = { prompt: "Hello?", lanes: [{ offer: "zai/glm-4.7" }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const context = { params: Promise.resolve({ id: response.headers.get("x-comparison-id") ?? "" }) };
  const run = async () =>
    (await (await readComparisonRoute(apiRequest("/"), context)).json()).turns[0].runs[0];
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  for (let said = ""; !said.includes("Is anyone there?"); )
    said += decoder.decode((await reader?.read())?.value, { stream: true });
  expect((await run()).status).toBe("running");
  const leftAt = Date.now();
  await reader?.cancel();
  await expect.poll(run).toMatchObject({
    status: "aborted",
    error: null,
    warnings: [{ code: "nobody-watched", message: expect.stringContaining("GLIMPSE_DETACHED_SECONDS") }],
    content: { text: "Is anyone there?" },
    usage: { source: "estimated" },
    cost: { billedUsd: expect.stringMatching(/^0\.0000/) },
  });
  expect(Date.parse((await run()).endedAt)).toBeGreaterThanOrEqual(leftAt + 1_950);
  await expect.poll(() => upstream().calls().at(-1)?.closedAt).not.toBeNull();
});
