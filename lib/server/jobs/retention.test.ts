import { expect, it } from "vitest";
import { GET as readComparisonRoute } from "@/app/api/comparisons/[id]/route";
import { POST as startRoute } from "@/app/api/comparisons/route";
import { openedDatabase } from "@/db/client";
import { readEvents } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { retention } from "./retention";

const { upstream } = useTestServer(() => ({ GLIMPSE_RETENTION_DAYS: "30" }));

/** A comparison that was run some days ago. */
async function runOnce(daysAgo: number): Promise<string> {
  const usage = { inputTokens: 10, outputTokens: 5 };
  upstream().respondWith({ frames: zaiFrames({ model: "glm-4.7", text: "Hi", usage }) });
  const json = { prompt: "Keep me?", lanes: [{ offer: "zai/glm-4.7" }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  await readEvents(response);
  const id = response.headers.get("x-comparison-id") ?? "";
  const { sql } = await openedDatabase();
  const at = new Date(Date.now() - daysAgo * 24 * 3_600_000).toISOString();
  await sql`update comparisons set created_at = ${at} where id = ${id}`;
  await sql`update runs set created_at = ${at} where comparison_id = ${id}`;
  return id;
}

async function statusOf(id: string): Promise<number> {
  return (await readComparisonRoute(apiRequest("/"), { params: Promise.resolve({ id }) })).status;
}

it("deletes what is older than the setting says, and keeps what was counted of it", async () => {
  const [old, young] = [await runOnce(31), await runOnce(29)];
  const { sql } = await openedDatabase();
  const counted = () => sql`select sum(count)::int as runs from outcome_counts`;
  expect(await counted()).toEqual([{ runs: 2 }]);

  await retention.run(null, new AbortController().signal);
  expect(await statusOf(old)).toBe(404);
  expect(await statusOf(young)).toBe(200);
  expect(await sql`select comparison_id as id from runs`).toEqual([{ id: young }]);
  expect(await counted()).toEqual([{ runs: 2 }]);
});

it("deletes nothing once the server stops", async () => {
  const old = await runOnce(31);
  await retention.run(null, AbortSignal.abort());
  expect(await statusOf(old)).toBe(200);
});
