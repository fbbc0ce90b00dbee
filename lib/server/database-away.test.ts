import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import connectDirectly from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { POST as startRoute } from "@/app/api/comparisons/route";
import { GET as healthRoute } from "@/app/api/health/route";
import { GET as latencyRoute } from "@/app/api/latency/route";
import { POST as cancelRoute } from "@/app/api/runs/[id]/cancel/route";
import { GET as readRunRoute } from "@/app/api/runs/[id]/route";
import { GET as spendRoute } from "@/app/api/spend/route";
import { startPostgres, type TestPostgres } from "@/db/test-databases";
import { type BreakableProxy, startBreakableProxy } from "@/e2e/breakable-proxy";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { pace } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";

let postgres: TestPostgres;
let proxy: BreakableProxy;
let directUrl = "";
let databaseUrl = "";
beforeAll(async () => {
  postgres = await startPostgres();
  directUrl = await postgres.createDatabase("glimpse");
  const address = new URL(directUrl);
  proxy = await startBreakableProxy(Number(address.port));
  address.port = String(proxy.port);
  databaseUrl = String(address);
});
afterAll(async () => {
  await proxy.close();
  await postgres.stop();
});
const { upstream } = useTestServer(() => ({ DATABASE_URL: databaseUrl }));

const usage = { inputTokens: 100, outputTokens: 50 };
const text = ["Kept \u0000", " through", " an outage \ud83e\uddea"];
const start = () =>
  startRoute(
    apiRequest("/api/comparisons", {
      method: "POST",
      json: { prompt: "Hi", lanes: [{ offer: "zai/glm-4.7" }, { offer: "zai/glm-4.6" }] },
    }),
    undefined,
  );
const health = async () => (await healthRoute(apiRequest("/api/health"), undefined)).status;
const logged = async (id: string) =>
  (await readRunRoute(apiRequest("/"), { params: Promise.resolve({ id }) })).json();
const spentRuns = async () => (await (await spendRoute(apiRequest("/api/spend"), undefined)).json()).runs;
const measuredRuns = async () => {
  const { offers } = await (await latencyRoute(apiRequest("/api/latency?window=1h"), undefined)).json();
  return offers.reduce((sum: number, { n }: { n: number }) => sum + n, 0);
};
const spooledFiles = () => {
  const folder = join(process.env.GLIMPSE_DATA_DIR ?? "", "spool");
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
};

async function refusal(): Promise<{ code: string; retryAfter: string | null; afterMs: number }> {
  const askedAt = performance.now();
  const response = await start();
  expect(response.status).toBe(503);
  const { code } = await response.json();
  return { code, retryAfter: response.headers.get("retry-after"), afterMs: performance.now() - askedAt };
}

it("finishes what streams while the database is gone, refuses new runs, and logs each run once when it is back", async () => {
  upstream().respondWith({ frames: pace(zaiFrames({ model: "glm-4.7", text, usage }), 20, 900) });
  const before = [await spentRuns(), await measuredRuns()];
  const response = await start();
  const watching = readEvents(response);
  await expect.poll(() => upstream().writes.length).toBeGreaterThan(0);
  await proxy.cut();
  await expect.poll(health).toBe(503);
  expect(await refusal()).toMatchObject({ code: "database-unavailable", retryAfter: "2" });

  const runs = runsOf(await watching);
  expect(runs).toMatchObject([
    { status: "completed", content: { text: text.join("") } },
    { status: "completed", content: { text: text.join("") } },
  ]);
  expect(spooledFiles()).not.toEqual([]);

  await proxy.restore();
  await expect.poll(health).toBe(200);
  await expect.poll(spooledFiles).toEqual([]);
  for (const run of runs) expect(await logged(run.id)).toEqual(run);
  expect([await spentRuns(), await measuredRuns()]).toEqual(before.map((count) => count + 2));

  const again = runsOf(await readEvents(await start()));
  expect(again.map(({ status }) => status)).toEqual(["completed", "completed"]);
});

it("stops a run at once while the database is gone", async () => {
  const frames = zaiFrames({ model: "glm-4.7", text: ["Stop me"], finishReason: null });
  upstream().respondWith({ frames, end: "hang" });
  const from = upstream().calls().length;
  const response = await start();
  const id = response.headers.get("x-comparison-id") ?? "";
  await expect.poll(() => upstream().calls().length - from).toBe(2);
  const direct = connectDirectly(directUrl, { max: 1 });
  const ids = (await direct`select id from runs where comparison_id = ${id}`).map((row) => row.id);
  await direct.end();
  await proxy.cut();
  await expect.poll(health).toBe(503);
  for (const runId of ids) {
    const context = { params: Promise.resolve({ id: runId }) };
    expect((await cancelRoute(apiRequest("/", { method: "POST", json: {} }), context)).status).toBe(202);
  }
  expect(runsOf(await readEvents(response)).map(({ status }) => status)).toEqual(["aborted", "aborted"]);
  for (const call of upstream().calls().slice(from)) await expect.poll(() => call.closedAt).not.toBeNull();
  await proxy.restore();
  await expect.poll(health).toBe(200);
});

it("takes a database that hangs for one that is away", async () => {
  upstream().respondWith({ frames: zaiFrames({ model: "glm-4.7", text, usage }) });
  expect(await health()).toBe(200);
  proxy.hang();
  const found = await refusal();
  expect((await refusal()).afterMs, "once it is known, nobody waits").toBeLessThan(found.afterMs / 2);
  await proxy.restore();
  await expect.poll(health).toBe(200);
  const runs = runsOf(await readEvents(await start()));
  expect(runs.map(({ status }) => status)).toEqual(["completed", "completed"]);
});

it("takes back rows that the database wrote after their caller was refused", async () => {
  const direct = connectDirectly(directUrl, { max: 1 });
  const rows = async () =>
    (
      await direct`select (select count(*) from runs)::int as runs, (select count(*) from comparisons)::int as comparisons`
    )[0];
  const calls = upstream().calls().length;
  const before = await rows();
  // The statement is described, then carried out: that gets there, and its answer doesn't get back.
  proxy.hangAfter('insert into "runs"', 1);
  await refusal();
  expect(await rows()).toEqual({ runs: before?.runs + 2, comparisons: before?.comparisons + 1 });
  await proxy.restore();
  await expect.poll(health).toBe(200);
  expect(await rows()).toEqual(before);
  expect(upstream().calls().length).toBe(calls);
  await direct.end();
});
