import { expect, it } from "vitest";
import { DELETE as deleteComparisonRoute } from "@/app/api/comparisons/[id]/route";
import { POST as startRoute } from "@/app/api/comparisons/route";
import { GET as readRunRoute } from "@/app/api/runs/[id]/route";
import { openedDatabase } from "@/db/client";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, OPENROUTER_KEY, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { jsonScript } from "@/e2e/upstream/script";
import type { Run } from "@/lib/runs/run";
import { prepareServer, stopServer } from "@/lib/server/prepare";
import { lookUpCostLater } from "./cost-look-up";

const { upstream } = useTestServer();

const LOOK_UP = "/openrouter/generation?id=gen-1763600000-AbC";
const known = jsonScript(200, { data: { total_cost: 0.0000253 } });

/** Has the upstream answer each prompt, and the n-th question for its cost, from 1, as said. */
function answering(cost: (asked: number) => ReturnType<typeof jsonScript>): void {
  const usage = { inputTokens: 100, outputTokens: 50, costUsd: 0.000024 };
  upstream().respondWith({ frames: openRouterFrames({ model: "z-ai/glm-4.7", text: "Hi", usage }) });
  upstream().lookUps.length = 0;
  upstream().respondToLookUpsWith(({ path }) =>
    path === LOOK_UP ? cost(upstream().lookUps.length) : jsonScript(404, {}),
  );
}

async function runOnce(): Promise<Run> {
  const json = { prompt: "What do you cost?", lanes: [{ offer: "openrouter/glm-4.7" }] };
  const response = await startRoute(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
  const [run] = runsOf(await readEvents(response));
  if (!run) throw new Error("no run");
  return run;
}

async function costOf({ id }: Run): Promise<Run["cost"]> {
  const context = { params: Promise.resolve({ id }) };
  return (await (await readRunRoute(apiRequest("/"), context)).json()).cost;
}

const jobOf = async ({ id }: Run) =>
  (await openedDatabase()).sql`
    select state, retry_count as tries, data, output from pgboss.job where data ->> 'runId' = ${id}`;

it("asks again until the provider knows the cost, and bills it once", async () => {
  answering((asked) => (asked < 3 ? jsonScript(404, { error: OPENROUTER_KEY }) : known));
  const run = await runOnce();
  expect(run.cost).toMatchObject({ billedUsd: "0.000024000000", lookedUpUsd: null });
  await expect
    .poll(() => costOf(run))
    .toEqual({ ...run.cost, lookedUpUsd: "0.000025300000", billedUsd: "0.000025300000" });
  expect(upstream().lookUps.map(({ headers }) => headers.authorization)).toEqual(
    Array(3).fill(`Bearer ${OPENROUTER_KEY}`),
  );
  const { sql } = await openedDatabase();
  expect(await sql`select runs, billed_usd from spend_days`).toEqual([
    { runs: 1, billed_usd: "0.000025300000" },
  ]);
  // The job knows whom to ask for, and neither key nor address nor prompt.
  expect(await jobOf(run)).toMatchObject([
    { tries: 2, data: { runId: run.id, generationIds: ["gen-1763600000-AbC"] } },
  ]);
  expect(JSON.stringify(await jobOf(run))).not.toMatch(/openrouter-key|127\.0\.0\.1|What do you cost/);
});

it("asks nothing for a run that was deleted meanwhile", async () => {
  answering(() => known);
  const run = await runOnce();
  const context = { params: Promise.resolve({ id: run.comparisonId }) };
  await deleteComparisonRoute(apiRequest("/", { method: "DELETE" }), context);
  const completed = { state: "completed" };
  await expect.poll(() => jobOf(run)).toMatchObject([completed]);
  // That one may have come before the deletion.
  const asked = upstream().lookUps.length;
  lookUpCostLater(run.id, ["gen-1763600000-AbC"]);
  await expect.poll(() => jobOf(run)).toMatchObject([completed, completed]);
  expect(upstream().lookUps).toHaveLength(asked);
});

// The last one: a hub that has drained takes no more runs in this process.
it("looks up after the next start what a stop came before", async () => {
  let hasStarted = false;
  let told = 0;
  answering(() => {
    if (!hasStarted) return jsonScript(404, {});
    told += 1;
    return known;
  });
  const run = await runOnce();
  await stopServer();
  await prepareServer();
  hasStarted = true;
  await expect.poll(() => costOf(run)).toMatchObject({ billedUsd: "0.000025300000" });
  expect(told).toBe(1);
});
