import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { type ReceivedEvent, readEvents, runsOf } from "@/e2e/read-events";
import { apiRequest, OPENROUTER_KEY, useTestServer, ZAI_KEY } from "@/e2e/test-server";
import { openRouterFrames } from "@/e2e/upstream/openrouter-frames";
import { held, jsonScript, pace } from "@/e2e/upstream/script";
import { zaiFrames } from "@/e2e/upstream/zai-frames";
import { GET as readComparisonRoute } from "../comparisons/[id]/route";
import { GET as streamRoute } from "../comparisons/[id]/stream/route";
import { POST as startRoute } from "../comparisons/route";
import { GET as latencyRoute } from "../latency/route";
import { POST as cancelRoute } from "./[id]/cancel/route";
import { POST as retryRoute } from "./[id]/retry/route";
import { GET as readRunRoute } from "./[id]/route";
import { GET as transcriptRoute } from "./[id]/transcript/route";
import { GET as exportRoute } from "./export/route";
import { GET } from "./route";

const { upstream } = useTestServer();

const idContext = (id: string) => ({ params: Promise.resolve({ id }) });
const post = (path: string, json: unknown = {}) => apiRequest(path, { method: "POST", json });
const start = (prompt: string, lanes = [{ offer: "zai/glm-4.7" }]) =>
  startRoute(post("/api/comparisons", { prompt, lanes }), undefined);
const list = async (query: string) => (await GET(apiRequest(`/api/runs${query}`), undefined)).json();

const usage = { inputTokens: 10, outputTokens: 20 };
const quick = { frames: zaiFrames({ model: "glm-4.7", text: "Quick.", usage }) };

/** A stream that says a word and then nothing until it is stopped. */
const endless = {
  frames: zaiFrames({ model: "glm-4.7", text: ["A start"], finishReason: null }).slice(0, 1),
  end: "hang" as const,
};

async function firstRunId(
  response: Response,
): Promise<{ runId: string; comparisonId: string; rest: Promise<ReceivedEvent[]> }> {
  const comparisonId = response.headers.get("x-comparison-id") ?? "";
  const whole = await (await readComparisonRoute(apiRequest("/"), idContext(comparisonId))).json();
  return { runId: whole.turns[0].runs[0].id, comparisonId, rest: readEvents(response) };
}

const logged = async (runId: string) => (await readRunRoute(apiRequest("/"), idContext(runId))).json();

describe("POST /api/runs/{id}/cancel", () => {
  it("stops the call, keeps the text so far, and prices it by an estimate that says so", async () => {
    upstream().respondWith(endless);
    const { runId, rest } = await firstRunId(await start("Never ends"));
    await expect.poll(async () => (await logged(runId)).content.text).toBe("A start");
    const request = upstream().calls().at(-1);
    const response = await cancelRoute(post(`/api/runs/${runId}/cancel`), idContext(runId));
    expect(response.status).toBe(202);
    const [run] = runsOf(await rest);
    expect(run).toMatchObject({
      status: "aborted",
      error: null,
      content: { text: "A start" },
      usage: { source: "estimated" },
    });
    await expect.poll(() => request?.closedAt).not.toBeNull();
  });

  it("takes the stop of a finished run for no error, and an unknown one for not found", async () => {
    upstream().respondWith(quick);
    const [run] = runsOf(await readEvents(await start("Short")));
    const id = run?.id ?? "";
    expect((await cancelRoute(post(`/api/runs/${id}/cancel`), idContext(id))).status).toBe(202);
    for (const unknown of ["01890000-0000-7000-8000-000000000000", "x"]) {
      expect((await cancelRoute(post("/api/runs/x/cancel"), idContext(unknown))).status).toBe(404);
    }
  });
});

describe("POST /api/runs/{id}/retry", () => {
  it("runs the lane again beside the old run, with event ids that go on growing", async () => {
    upstream().respondWith(quick);
    const before = await readEvents(await start("Once more"));
    const [first] = runsOf(before);
    const id = first?.id ?? "";
    const after = await readEvents(await retryRoute(post(`/api/runs/${id}/retry`), idContext(id)));
    expect(runsOf(after)).toMatchObject([
      { attempt: 2, lane: 0, status: "completed", comparisonId: first?.comparisonId },
    ]);
    expect(after[0]?.event.type).toBe("turn");
    expect(after[0]?.id).toBeGreaterThan(before.at(-1)?.id ?? Number.NaN);
  });

  it("refuses while the lane is still streaming", async () => {
    upstream().respondWith(endless);
    const { runId, rest } = await firstRunId(await start("Still going"));
    const response = await retryRoute(post(`/api/runs/${runId}/retry`), idContext(runId));
    expect([response.status, (await response.json()).code]).toEqual([409, "conflict"]);
    await cancelRoute(post(`/api/runs/${runId}/cancel`), idContext(runId));
    await rest;
  });
});

describe("GET /api/comparisons/{id}/stream", () => {
  it("replays a live turn from its start or after an event, and says 204 when nothing is live", async () => {
    let isJoined = false;
    const frames = zaiFrames({ model: "glm-4.7", text: "One two three four five", usage });
    upstream().respondWith(() => ({ frames: held(frames, () => isJoined) }));
    const { comparisonId, rest } = await firstRunId(await start("Watch me"));
    const join = (lastEventId?: string) =>
      streamRoute(
        apiRequest("/", { headers: lastEventId ? { "last-event-id": lastEventId } : {} }),
        idContext(comparisonId),
      );
    const fromStart = readEvents(await join());
    const fromThird = readEvents(await join("3"));
    isJoined = true;
    const events = (await rest).map(({ id, event }) => ({ id, event }));
    const strip = (received: ReceivedEvent[]) => received.map(({ id, event }) => ({ id, event }));
    expect(strip(await fromStart)).toEqual(events);
    expect(strip(await fromThird)).toEqual(events.filter(({ id }) => id > 3));
    expect((await join()).status).toBe(204);
  });
});

describe("a run that is still streaming", () => {
  it("has in the log what it said up to about a second ago", async () => {
    upstream().respondWith(endless);
    const { runId, rest } = await firstRunId(await start("Keep me"));
    await expect.poll(async () => (await logged(runId)).content.text).toBe("A start");
    expect((await logged(runId)).status).toBe("running");
    await cancelRoute(post(`/api/runs/${runId}/cancel`), idContext(runId));
    await rest;
  });
});

describe("GET /api/runs/{id}/transcript", () => {
  it("shows what the provider really sent, without the key", async () => {
    upstream().respondWith({ frames: [{ raw: `: echo ${ZAI_KEY}\n\n` }, ...quick.frames] });
    const [run] = runsOf(await readEvents(await start("Raw")));
    const response = await transcriptRoute(apiRequest("/"), idContext(run?.id ?? ""));
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    const text = await response.text();
    expect(text).toMatch(/^# HTTP 200 text\/event-stream/);
    expect(text).toContain(": echo [redacted]");
    expect(text).toContain('"content":"Quick."');
    expect(text).toContain("data: [DONE]");
  });

  it("is not found for a run that is not there", async () => {
    const unknown = idContext("01890000-0000-7000-8000-000000000000");
    expect((await transcriptRoute(apiRequest("/"), unknown)).status).toBe(404);
  });
});

describe("the looked-up cost", () => {
  it("becomes the bill once the provider knows it", async () => {
    const billed = { ...usage, costUsd: 0.000024 };
    upstream().respondWith({
      frames: openRouterFrames({ model: "z-ai/glm-4.7", text: "Hi", usage: billed }),
    });
    let asked = 0;
    upstream().respondToLookUpsWith(({ path, headers }) => {
      if (path !== "/openrouter/generation?id=gen-1763600000-AbC") return jsonScript(404, {});
      asked += 1;
      const isMine = headers.authorization === `Bearer ${OPENROUTER_KEY}`;
      return asked === 1 || !isMine
        ? jsonScript(404, { error: "not yet" })
        : jsonScript(200, { data: { total_cost: 0.0000253 } });
    });
    const [run] = runsOf(await readEvents(await start("Look it up", [{ offer: "openrouter/glm-4.7" }])));
    expect(run?.cost).toMatchObject({
      reportedUsd: "0.000024000000",
      lookedUpUsd: null,
      billedUsd: "0.000024000000",
    });
    await expect
      .poll(async () => (await logged(run?.id ?? "")).cost)
      .toMatchObject({
        lookedUpUsd: "0.000025300000",
        billedUsd: "0.000025300000",
        reportedUsd: "0.000024000000",
      });
  });
});

describe("GET /api/runs", () => {
  it("pages through the log newest first, filters it, and searches prompts and answers", async () => {
    upstream().respondWith({
      frames: zaiFrames({ model: "glm-4.6", text: "The needle_50% is here.", usage }),
    });
    await readEvents(await start("Find a haystack", [{ offer: "zai/glm-4.6" }]));
    const { runs } = await list("?limit=200");
    const paged: { id: string }[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const page: { runs: { id: string }[]; nextCursor: string | null } = await list(
        `?limit=2${cursor ? `&cursor=${cursor}` : ""}`,
      );
      expect(page.runs.length).toBeLessThanOrEqual(2);
      paged.push(...page.runs);
      cursor = page.nextCursor;
    }
    expect(paged.map(({ id }) => id)).toEqual(runs.map(({ id }: { id: string }) => id));
    expect(runs[0]).not.toHaveProperty("content");
    expect((await list("?tier=glm-4.6")).runs).toHaveLength(1);
    expect((await list("?q=NEEDLE_50%25&include=content")).runs).toMatchObject([
      { content: { text: "The needle_50% is here." } },
    ]);
    expect((await list("?q=haystack")).runs).toHaveLength(1);
    expect((await list("?q=needle_501")).runs).toHaveLength(0);
    expect((await list("?q=%00")).runs).toHaveLength(0);
    expect((await list("?from=2999-01-01")).runs).toHaveLength(0);
  });

  it.each(["?limit=0", "?limit=201", "?cursor=x", "?status=done", "?from=yesterday"])(
    "refuses %s",
    async (query) => {
      const response = await GET(apiRequest(`/api/runs${query}`), undefined);
      expect([response.status, (await response.json()).code]).toEqual([400, "invalid-query"]);
    },
  );

  it("has no run of an id that can't exist", async () => {
    expect((await readRunRoute(apiRequest("/"), idContext("%"))).status).toBe(404);
  });
});

describe("GET /api/runs/export", () => {
  it("gives every run as CSV without formulas and as JSON lines", async () => {
    upstream().respondWith({
      frames: zaiFrames({ model: "glm-4.7", text: '=HYPERLINK("http://evil.example")', usage }),
    });
    await readEvents(await start('A, quoted "prompt"\nof two lines'));
    const csv = await (
      await exportRoute(apiRequest("/api/runs/export?format=csv&q=HYPERLINK"), undefined)
    ).text();
    const { data } = Papa.parse<Record<string, string>>(csv.trim(), { header: true });
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({
      offer: "zai/glm-4.7",
      prompt: 'A, quoted "prompt"\nof two lines',
      billedUsd: "0.000050000000",
    });
    expect(data[0]?.text).toBe('\'=HYPERLINK("http://evil.example")');

    const jsonl = await (await exportRoute(apiRequest("/api/runs/export?format=jsonl"), undefined)).text();
    const lines = jsonl
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(
      (await list("?limit=200")).runs.map(({ id }: { id: string }) => id),
    );
  });
});

describe("GET /api/latency", () => {
  it("counts real runs and shows no percentile that n does not support", async () => {
    upstream().respondWith({
      frames: pace(zaiFrames({ model: "glm-4.7-flash", text: ["a", "b", "c", "d"], usage }), 10, 900),
    });
    const lanes = [{ offer: "zai/glm-4.7-flash" }, { offer: "demo/glm-4.7-flash" }];
    for (let i = 0; i < 4; i++) await readEvents(await start("Again", lanes));
    const flash = async () => {
      const { window, offers } = await (
        await latencyRoute(apiRequest("/api/latency?window=1h"), undefined)
      ).json();
      expect(window).toBe("1h");
      expect(offers.map(({ offer }: { offer: string }) => offer)).not.toContain("demo/glm-4.7-flash");
      return offers.find(
        ({ offer, upstream: at }: { offer: string; upstream: string | null }) =>
          offer === "zai/glm-4.7-flash" && at === null,
      );
    };
    expect(await flash()).toMatchObject({
      n: 4,
      availability: 1,
      rateLimited: 0,
      ttftMs: { p50: null, p95: null, p99: null },
    });
    await readEvents(await start("Again", lanes));
    expect(await flash()).toMatchObject({
      n: 5,
      ttftMs: { p50: expect.any(Number), p95: null },
      throughputTps: { p50: expect.any(Number) },
    });
  });
});
