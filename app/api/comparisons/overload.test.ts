import { describe, expect, it } from "vitest";
import { readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, useTestServer } from "@/e2e/test-server";
import { type Handler, pace } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { POST as retryRoute } from "../runs/[id]/retry/route";
import { GET as listRunsRoute } from "../runs/route";
import { POST as turnRoute } from "./[id]/turns/route";
import { POST } from "./route";

const { upstream } = useTestServer(() => ({ GLIMPSE_MAX_CONCURRENT_RUNS: "4" }));

const usage = { inputTokens: 10, outputTokens: 5 };
const answering: Handler = ({ body }) => ({
  frames: pace(zaiFrames({ model: String(body.model), text: ["Hel", "lo"], usage }), 20, 100),
});

const start = (lanes: number, headers: Record<string, string> = {}) =>
  POST(
    apiRequest("/api/comparisons", {
      method: "POST",
      headers,
      json: { prompt: "Hi", lanes: Array(lanes).fill({ offer: "zai/glm-4.7" }) },
    }),
    undefined,
  );
const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const loggedRuns = async () =>
  (await (await listRunsRoute(apiRequest("/api/runs"), undefined)).json()).runs.length;

/** Starts lanes whose provider answers when it is told to. */
async function holdUp(lanes: number): Promise<() => Promise<void>> {
  const { promise: told, resolve: tell } = Promise.withResolvers<void>();
  upstream().respondWith(async (request) => {
    await told;
    return answering(request);
  });
  const response = await start(lanes);
  return async () => {
    tell();
    expect(runsOf(await readEvents(response)).map(({ status }) => status)).toEqual(
      Array(lanes).fill("completed"),
    );
  };
}

describe("a server with all the runs it takes", () => {
  it("refuses a whole request beyond the limit while the others run, before anything is written, and says when to come back", async () => {
    const release = await holdUp(3);
    const before = await loggedRuns();
    const refused = await start(2);
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ code: "overloaded", status: 503 });
    expect(await loggedRuns()).toBe(before);
    await release();
  });

  it("takes what still fits, and everything again when runs have ended", async () => {
    const release = await holdUp(3);
    const fits = await start(1);
    expect((await start(1)).status).toBe(503);
    await release();
    expect(runsOf(await readEvents(fits))[0]?.status).toBe("completed");
    expect(runsOf(await readEvents(await start(4)))).toHaveLength(4);
  });

  it("counts requests that come in the same moment before any of them runs", async () => {
    upstream().respondWith(answering);
    const responses = await Promise.all(Array.from({ length: 12 }, () => start(1)));
    expect(responses.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(responses.filter(({ status }) => status === 503)).toHaveLength(8);
    await Promise.all(responses.filter(({ ok }) => ok).map(readEvents));
  });

  it("lets equal requests of one key and moment have one place together", async () => {
    upstream().respondWith(answering);
    const from = upstream().calls().length;
    const equal = Array.from({ length: 5 }, () => start(3, { "idempotency-key": "one moment" }));
    const runs = (await Promise.all((await Promise.all(equal)).map(readEvents))).map(runsOf);
    expect(new Set(runs.map((some) => some.map(({ id }) => id).join())).size).toBe(1);
    expect(upstream().calls().length - from).toBe(3);
  });

  it("refuses another turn and a retry, too", async () => {
    upstream().respondWith(answering);
    const response = await start(2);
    const [run] = runsOf(await readEvents(response));
    const release = await holdUp(4);
    const id = response.headers.get("x-comparison-id") ?? "";
    const turn = await turnRoute(
      apiRequest("/", { method: "POST", json: { prompt: "And?" } }),
      idContext(id),
    );
    const retry = await retryRoute(apiRequest("/", { method: "POST" }), idContext(run?.id ?? ""));
    expect([turn.status, retry.status]).toEqual([503, 503]);
    await release();
  });

  it("gives the place of a refused or failed start back", async () => {
    upstream().respondWith(answering);
    for (let count = 0; count < 5; count++) {
      const json = { prompt: "Hi", lanes: Array(4).fill({ offer: "nobody/glm-9" }) };
      const refused = await POST(apiRequest("/api/comparisons", { method: "POST", json }), undefined);
      expect(refused.status).toBe(400);
    }
    expect(runsOf(await readEvents(await start(4)))).toHaveLength(4);
  });
});
