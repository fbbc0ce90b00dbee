import { expect, it } from "vitest";
import { GET as readComparisonRoute } from "@/app/api/comparisons/[id]/route";
import { POST as startRoute } from "@/app/api/comparisons/route";
import { database } from "@/db/client";
import { listUnfinished } from "@/db/queries/orphans";
import { readRun } from "@/db/queries/runs";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { interruptOrphans } from "./interrupt-orphans";

const { upstream } = useTestServer();

it("estimates what a run was sent by the whole conversation before it", async () => {
  upstream().respondWith({
    frames: zaiFrames({ model: "glm-4.7", text: ["Half an answer"], finishReason: null }),
    end: "hang",
  });
  const messages = [
    { role: "user", content: "A long story. ".repeat(500) },
    { role: "assistant", content: "I see." },
    { role: "user", content: "And now?" },
  ];
  const json = { messages, lanes: [{ offer: "zai/glm-4.7" }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const context = { params: Promise.resolve({ id: response.headers.get("x-comparison-id") ?? "" }) };
  const run = async () =>
    (await (await readComparisonRoute(apiRequest("/"), context)).json()).turns[0].runs[0];
  await expect.poll(async () => (await run()).content.text).toBe("Half an answer");
  const db = await database();
  await interruptOrphans(db, await listUnfinished(db));
  expect((await run()).usage.inputTokens).toBeGreaterThan(1_000);
});

it("ends a run that nobody carries any more with its text and an estimated bill", async () => {
  upstream().respondWith({
    frames: zaiFrames({ model: "glm-4.7", text: ["Half an answer"], finishReason: null }),
    end: "hang",
  });
  const json = { prompt: "Who carries me?", lanes: [{ offer: "zai/glm-4.7" }, { offer: "zai/glm-4.6" }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const context = { params: Promise.resolve({ id: response.headers.get("x-comparison-id") ?? "" }) };
  const runs = async () => (await (await readComparisonRoute(apiRequest("/"), context)).json()).turns[0].runs;
  await expect.poll(async () => (await runs())[0].content.text).toBe("Half an answer");

  // As at the start after a crash: the rows are there, and whoever streamed them is not.
  const db = await database();
  const orphans = await listUnfinished(db);
  expect(await interruptOrphans(db, orphans)).toMatchObject([
    { status: "interrupted", lane: expect.any(Number) },
    { status: "interrupted", content: { text: expect.any(String) } },
  ]);
  const [run] = await runs();
  expect(run).toMatchObject({
    status: "interrupted",
    error: { code: "server-stopped" },
    content: { text: "Half an answer" },
    usage: { source: "estimated", outputTokens: expect.any(Number) },
    cost: { billedUsd: expect.stringMatching(/^0\.0000/), pricePointId: expect.any(String) },
  });
  // Another instance found the same ones.
  expect(await interruptOrphans(db, orphans)).toEqual([]);
  expect((await readRun(db, "local", run.id))?.status).toBe("interrupted");
});
