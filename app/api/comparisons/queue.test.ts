import { describe, expect, it } from "vitest";
import { type ReceivedEvent, readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { pace } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as cancelRoute } from "../runs/[id]/cancel/route";
import { GET as readRunRoute } from "../runs/[id]/route";
import { POST } from "./route";

const { upstream } = useTestServer(() => ({
  GLIMPSE_FIRST_OUTPUT_TIMEOUT_SECONDS: "2",
  GLIMPSE_PROVIDER_CONCURRENCY: "openrouter=3,openrouter/glm-4.7=2",
}));

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const usage = { inputTokens: 10, outputTokens: 5 };
const answer = (model: string) => ({ model, text: ["Hel", "lo, ", "wor", "ld!"], usage });

const start = (...offers: string[]) =>
  POST(
    apiRequest("/api/comparisons", {
      method: "POST",
      json: { prompt: "Hi", lanes: offers.map((offer) => ({ offer })) },
    }),
    undefined,
  );
const readRun = async (id: string) =>
  (await readRunRoute(apiRequest(`/api/runs/${id}`), idContext(id))).json();

/** The ids of the runs of a stream that has begun, by lane, and the stream, still whole. */
async function peek(response: Response): Promise<{ ids: string[]; whole: Response }> {
  const [watched, body] = response.body?.tee() ?? [];
  const reader = watched?.getReader();
  const [, data = ""] = /data: (.*)\n/.exec(new TextDecoder().decode((await reader?.read())?.value)) ?? [];
  void reader?.cancel();
  return { ids: JSON.parse(data).runs.map(({ id }: { id: string }) => id), whole: new Response(body) };
}

/** How many calls the upstream had to serve at once, of which models. */
function mostAtOnce(from: number, model?: string): number {
  const calls = upstream()
    .calls()
    .slice(from)
    .filter(({ body }) => !model || body.model === model);
  return Math.max(
    ...calls.map(
      ({ receivedAt }) =>
        calls.filter((other) => other.receivedAt <= receivedAt && (other.closedAt ?? Infinity) > receivedAt)
          .length,
    ),
  );
}

describe("a run at a provider that takes few calls at once", () => {
  it("waits for its turn, which is queue time and never the model's", async () => {
    upstream().respondWith({ frames: pace(zaiFrames(answer("glm-4.7-flash")), 100, 1100) });
    const from = upstream().calls().length;
    const lanes = ["zai/glm-4.7-flash", "zai/glm-4.7-flash", "zai/glm-4.7-flash"];
    const runs = runsOf(await readEvents(await start(...lanes)));
    expect(runs.map(({ status }) => status)).toEqual(["completed", "completed", "completed"]);
    expect(mostAtOnce(from)).toBe(1);
    const queued = runs.map(({ timing }) => timing.queuedMs ?? Number.NaN);
    expect(queued[1]).toBeGreaterThan(1150);
    // Longer than the limit for the first output, which had not begun.
    expect(queued[2]).toBeGreaterThan(2300);
    // The last waited for two whole answers, and its own time is that of one.
    expect(runs[2]?.timing.ttftMs).toBeLessThan(queued[1] ?? Number.NaN);
    expect(runs[2]?.timing.endToEndMs).toBeLessThan(queued[2] ?? Number.NaN);
  });

  it("is queued in the log until it goes out, and the others of its comparison don't wait", async () => {
    const statuses: string[][] = [];
    const { promise: ids, resolve } = Promise.withResolvers<string[]>();
    upstream().respondWith(async ({ body }) => {
      statuses.push(await Promise.all((await ids).map(async (id) => (await readRun(id)).status)));
      return { frames: pace(zaiFrames(answer("glm")), 20, body.model === "glm-4.7" ? 20 : 600) };
    });
    const started = await peek(await start("zai/glm-4.7-flash", "zai/glm-4.7-flash", "zai/glm-4.7"));
    resolve(started.ids);
    const runs = runsOf(await readEvents(started.whole));
    expect(statuses).toEqual([
      ["running", "queued", "running"],
      ["running", "queued", "running"],
      ["completed", "running", "completed"],
    ]);
    expect(runs[2]?.timing.queuedMs).toBeLessThan(runs[1]?.timing.queuedMs ?? Number.NaN);
  });

  it("costs nothing when it is stopped in the queue, at once", async () => {
    upstream().respondWith({ frames: pace(zaiFrames(answer("glm-4.7-flash")), 100, 600) });
    const from = upstream().calls().length;
    const { ids, whole } = await peek(
      await start("zai/glm-4.7-flash", "zai/glm-4.7-flash", "zai/glm-4.7-flash"),
    );
    const [, second = ""] = ids;
    const stopped = await cancelRoute(apiRequest("/", { method: "POST" }), idContext(second));
    expect(stopped.status).toBe(202);
    const received = await readEvents(whole);
    const runs = runsOf(received);
    expect(runs.map(({ status }) => status)).toEqual(["completed", "aborted", "completed"]);
    expect(runs[1]).toMatchObject({
      usage: null,
      attempts: [],
      cost: { billedUsd: null },
      timing: { queuedMs: null, ttftMs: null, attempts: 0 },
    });
    expect(endOf(received, 1)).toBeLessThan(endOf(received, 0));
    expect(upstream().calls().length - from).toBe(2);
  });

  it("comes under the limits that the operator sets for a provider and for an offer", async () => {
    upstream().respondWith(({ body }) => ({
      frames: pace(openRouterFrames({ ...answer(String(body.model)), provider: "DeepInfra" }), 20, 150),
    }));
    const from = upstream().calls().length;
    const lanes = [...Array(4).fill("openrouter/glm-4.7"), ...Array(4).fill("openrouter/glm-4.6")];
    const runs = runsOf(await readEvents(await start(...lanes)));
    expect(new Set(runs.map(({ status }) => status))).toEqual(new Set(["completed"]));
    expect([mostAtOnce(from, "z-ai/glm-4.7"), mostAtOnce(from)]).toEqual([2, 3]);
  });
});

function endOf(received: ReceivedEvent[], lane: number): number {
  return received.findIndex(({ event }) => event.type === "run" && event.lane === lane);
}
