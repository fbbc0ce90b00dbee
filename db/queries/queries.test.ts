import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { forEachDatabase } from "@/db/test-databases";
import type { Offer } from "@/lib/catalog/types";
import {
  deleteComparison,
  insertComparison,
  insertRun,
  listComparisons,
  readComparison,
} from "./comparisons";
import { finishRuns, type RunEnd } from "./finish-runs";
import { beat, leaveInstances } from "./instances";
import { readLatency } from "./latency";
import { listAbandoned, listUnfinished, listUnfinishedOf, type Orphan } from "./orphans";
import { listCurrentPricePoints, listPricePoints, recordCatalogPrices } from "./price-points";
import { exportRuns, listRuns, type NewRun, readRun } from "./runs";

const OWNER = "local";

function newRun(comparisonId: string, over: Partial<NewRun> = {}): NewRun {
  return {
    id: uuidv7(),
    comparisonId,
    owner: OWNER,
    turn: 0,
    lane: 0,
    attempt: 1,
    offer: "zai/glm-4.7",
    tier: "glm-4.7",
    provider: "zai",
    dialect: "chat-completions",
    modelId: "glm-4.7",
    simulated: false,
    settings: {},
    sent: {},
    status: "running",
    warnings: [],
    toolCalls: [],
    attempts: [],
    createdAt: new Date(),
    ...over,
  };
}

forEachDatabase((_name, db) => {
  async function comparison(runs: Partial<NewRun>[], owner = OWNER): Promise<{ id: string; runs: NewRun[] }> {
    const id = uuidv7();
    const rows = runs.map((over, lane) => newRun(id, { owner, lane, ...over }));
    const lanes = rows.map(({ offer }) => ({ offer, upstream: null, dialect: null, settings: {} }));
    const turn = { comparisonId: id, position: 0, prompt: `Prompt of ${id}`, history: [] };
    await insertComparison(
      db(),
      { id, owner, title: "Title", settings: { temperature: 0.5 } },
      turn,
      lanes,
      rows,
    );
    return { id, runs: rows };
  }

  const completed = (id: string, over: object = {}) => ({
    id,
    status: "completed" as const,
    ttftMs: 100,
    endedAt: new Date(),
    ...over,
  });

  it("keeps a comparison as it was, for its owner alone", async () => {
    const { id, runs } = await comparison([
      { settings: { stop: ["\u0000", "\ud800"] } },
      { offer: "zai/glm-4.6" },
    ]);
    const read = await readComparison(db(), id, OWNER);
    expect(read).toMatchObject({
      id,
      settings: { temperature: 0.5 },
      lanes: [{ offer: "zai/glm-4.7" }, { offer: "zai/glm-4.6" }],
      turns: [
        {
          prompt: `Prompt of ${id}`,
          runs: runs.map((run) => ({ id: run.id, status: "running", usage: null })),
        },
      ],
    });
    expect(read?.turns[0]?.runs[0]?.settings.stop).toEqual(["\u0000", "\ud800"]);
    expect(await readComparison(db(), id, "somebody")).toBeNull();
    expect(await readRun(db(), "somebody", runs[0]?.id ?? "")).toBeNull();
    expect(await deleteComparison(db(), id, "somebody")).toBeNull();
    const ids = runs.map((run) => run.id);
    expect(await deleteComparison(db(), id, OWNER)).toEqual({ all: ids, open: ids });
    await finishRuns(
      db(),
      ids.map((run) => completed(run)),
    );
    expect(await deleteComparison(db(), id, OWNER)).toEqual({ all: ids, open: [] });
    expect(await readRun(db(), OWNER, runs[0]?.id ?? "")).toBeNull();
  });

  it("gives pages of the log that are never too much at once", async () => {
    const owner = uuidv7();
    const id = uuidv7();
    const prompt = "p".repeat(700_000);
    const rows = Array.from({ length: 30 }, (_, lane) =>
      newRun(id, { owner, lane, text: "t".repeat(lane === 20 ? 9_000_000 : 10) }),
    );
    const lanes = rows.map(({ offer }) => ({ offer, upstream: null, dialect: null, settings: {} }));
    const turn = { comparisonId: id, position: 0, prompt, history: [] };
    await insertComparison(db(), { id, owner, title: "T", settings: {} }, turn, lanes, rows);

    const page = await listRuns(db(), owner, {}, { limit: 200, withContent: false });
    expect(page.runs).toHaveLength(30);
    expect(new Set(page.runs.map((run) => run.prompt))).toEqual(new Set(["p".repeat(500)]));

    const pages: number[] = [];
    const seen: string[] = [];
    for await (const some of exportRuns(db(), owner, {})) {
      pages.push(some.length);
      seen.push(...some.map((run) => run.id));
      for (const run of some) expect(run.prompt).toBe(prompt);
    }
    expect(seen).toEqual(rows.map((run) => run.id).reverse());
    expect(Math.max(...pages)).toBe(11);
    expect(pages).toContain(1);
  });

  it("completes a run once, whatever is asked later, and counts it once", async () => {
    const offer = `zai/once-${uuidv7()}`;
    const { runs } = await comparison([{ offer }]);
    const id = runs[0]?.id ?? "";
    const end = completed(id, {
      text: "An answer\u0000.",
      billedUsd: "0.000000000001",
      outputTokens: 2 ** 40,
    });
    const nobody = uuidv7();
    expect(await finishRuns(db(), [end, completed(nobody)])).toEqual({
      ended: new Set([id]),
      missing: new Set([nobody]),
    });
    const again = await finishRuns(db(), [completed(id, { text: "Another", status: "failed" })]);
    expect(again).toEqual({ ended: new Set(), missing: new Set() });
    expect(await readRun(db(), OWNER, id)).toMatchObject({
      status: "completed",
      content: { text: "An answer\u0000." },
      cost: { billedUsd: "0.000000000001" },
    });
    expect((await readLatency(db(), "1h", new Date())).find((row) => row.offer === offer)?.n).toBe(1);
  });

  it("counts runs that end at the same moment without losing one", async () => {
    const offer = `zai/together-${uuidv7()}`;
    const runs = (await Promise.all(Array.from({ length: 24 }, () => comparison([{ offer }])))).flatMap(
      (made) => made.runs,
    );
    const ends = runs.map(({ id }) => completed(id, { ttftMs: 200, endToEndMs: 900 }));
    // Singly and in batches that overlap, each in its own order.
    await Promise.all([
      ...ends.map((end) => finishRuns(db(), [end])),
      finishRuns(db(), ends),
      finishRuns(db(), ends.toReversed()),
    ]);
    const row = (await readLatency(db(), "24h", new Date())).find((found) => found.offer === offer);
    expect(row).toMatchObject({ n: 24, availability: 1 });
    expect(Math.abs((row?.ttftMs.p95 ?? 0) - 200)).toBeLessThanOrEqual(2);
  });

  it("counts what the provider is to blame for, and nothing else, against availability", async () => {
    const offer = `zai/blame-${uuidv7()}`;
    const failed = (errorClass: string) => ({
      status: "failed",
      error: { class: errorClass, code: null, message: "", httpStatus: null, retryAfterMs: null },
    });
    const ends = [
      completed(""),
      completed(""),
      { status: "length", ttftMs: 100 },
      failed("upstream"),
      failed("rate-limit"),
      failed("auth"),
      failed("configuration"),
      { status: "aborted", ttftMs: 5 },
    ];
    for (const end of ends) {
      const { runs } = await comparison([{ offer }]);
      await finishRuns(db(), [{ ...end, id: runs[0]?.id ?? "" } as RunEnd]);
    }
    const row = (await readLatency(db(), "1h", new Date())).find((found) => found.offer === offer);
    expect(row).toMatchObject({ n: 3, availability: 0.75, rateLimited: 1 });
  });

  it("sums an offer over its upstreams, and leaves simulated runs out", async () => {
    const offer = `openrouter/routed-${uuidv7()}`;
    for (const upstream of ["deepinfra", "deepinfra", "novita", null]) {
      const { runs } = await comparison([
        { offer, upstream },
        { offer, simulated: true },
      ]);
      await finishRuns(
        db(),
        runs.map(({ id }) => completed(id, { upstream })),
      );
    }
    const rows = (await readLatency(db(), "7d", new Date())).filter((row) => row.offer === offer);
    expect(rows.map(({ upstream, n }) => [upstream, n])).toEqual([
      [null, 4],
      ["deepinfra", 2],
      ["novita", 1],
    ]);
  });

  it("takes a window to the minute, not to the hour", async () => {
    const offer = `zai/window-${uuidv7()}`;
    const now = new Date("2026-03-05T10:20:00Z");
    for (const createdAt of [
      "2026-03-05T09:19:59Z",
      "2026-03-05T09:20:00Z",
      "2026-03-05T09:59:59Z",
      "2026-03-05T10:00:00Z",
    ]) {
      const { runs } = await comparison([{ offer, createdAt: new Date(createdAt) }]);
      await finishRuns(db(), [completed(runs[0]?.id ?? "")]);
    }
    const n = async (window: "1h" | "24h") =>
      (await readLatency(db(), window, now)).find((row) => row.offer === offer)?.n;
    expect([await n("1h"), await n("24h")]).toEqual([3, 4]);
  });

  it("finds what instances that are silent or gone left behind, and only that", async () => {
    await beat(db(), "alive");
    await beat(db(), "silent");
    await db().execute(
      sql`update instances set heartbeat_at = now() - interval '21 seconds' where id = 'silent'`,
    );
    const of = async (instance: string | null, over: Partial<NewRun> = {}) => {
      const made = await comparison([{ instance, text: "So far", ...over }]);
      return { prompt: `Prompt of ${made.id}`, id: made.runs[0]?.id ?? "" };
    };
    const silent = await of("silent");
    const gone = await of("left its row long ago");
    const old = await of(null, { createdAt: new Date(Date.now() - 3_700_000) });
    const ended = await of("silent");
    await finishRuns(db(), [completed(ended.id)]);
    await of("alive");
    await of("self");
    await of(null);
    const lost = await of("self", { createdAt: new Date(Date.now() - 61_000) });
    const found = async (orphans: Promise<Orphan[]>) =>
      (await orphans).map(({ run, prompt }) => [run.id, prompt]).sort();
    expect(await found(listAbandoned(db(), "self"))).toEqual(
      [silent, gone, old].map(({ id, prompt }) => [id, prompt]).sort(),
    );
    expect(await found(listUnfinishedOf(db(), "self"))).toEqual([[lost.id, lost.prompt]]);
    expect((await listUnfinished(db())).find(({ run }) => run.id === silent.id)?.run.content?.text).toBe(
      "So far",
    );
    await leaveInstances(db(), "alive");
    expect(await listAbandoned(db(), "self")).toHaveLength(4);
  });

  it("refuses a second retry of the same attempt", async () => {
    const { id } = await comparison([{}]);
    expect(await insertRun(db(), newRun(id, { attempt: 2 }))).not.toBeNull();
    expect(await insertRun(db(), newRun(id, { attempt: 2 }))).toBeNull();
  });

  it("pages through a log of one owner without a gap or a repeat", async () => {
    const owner = uuidv7();
    for (let i = 0; i < 7; i++) await comparison([{}, {}, {}], owner);
    const { runs: all } = await listRuns(db(), owner, {}, { limit: 200, withContent: false });
    expect(all).toHaveLength(21);
    const exported = [];
    for await (const page of exportRuns(db(), owner, {})) exported.push(...page);
    expect(exported.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    const first = await listComparisons(db(), owner, { limit: 4 });
    const second = await listComparisons(db(), owner, { limit: 4, cursor: first.nextCursor ?? "" });
    expect([...first.comparisons, ...second.comparisons]).toHaveLength(7);
    expect(second.nextCursor).toBeNull();
    expect(first.comparisons[0]?.lanes).toEqual(Array(3).fill("zai/glm-4.7"));
  });

  it("finds the runs of a stretch of time, to the millisecond", async () => {
    const owner = uuidv7();
    const times = ["2026-05-01T00:00:00.000Z", "2026-05-01T23:59:59.999Z", "2026-05-02T00:00:00.000Z"];
    for (const time of times) {
      const createdAt = new Date(time);
      // The id is made a moment after the run began.
      await comparison([{ id: uuidv7({ msecs: createdAt.getTime() + 30 }), createdAt }], owner);
    }
    const found = async (from?: string, to?: string) => {
      const filter = { ...(from ? { from: new Date(from) } : {}), ...(to ? { to: new Date(to) } : {}) };
      const { runs } = await listRuns(db(), owner, filter, { limit: 9, withContent: false });
      return runs.map(({ createdAt }) => times.indexOf(createdAt));
    };
    expect(await found("2026-05-01", "2026-05-02")).toEqual([1, 0]);
    expect(await found("2026-05-02")).toEqual([2]);
    expect(await found(undefined, "2026-05-01T00:00:00.001Z")).toEqual([0]);
    expect(await found("1900-01-01", "9999-12-31")).toEqual([2, 1, 0]);
  });

  it("appends a price point only when a price, its source or its date changed", async () => {
    const id = `zai/priced-${uuidv7()}`;
    const offer = (input: string): Offer => ({
      id,
      tier: "glm-4.7",
      provider: "zai",
      modelId: "m",
      dialects: ["chat-completions"],
      contextTokens: null,
      maxOutputTokens: null,
      quantization: null,
      features: [],
      parameters: [],
      routes: [],
      retiredAt: null,
      source: "test",
      asOf: "2026-01-01",
      dateKind: "source",
      notes: null,
      pricing: { input, output: "0.40", cacheRead: null, cacheWrite: "0", perRequest: { webSearch: "0.01" } },
    });
    await recordCatalogPrices(db(), [offer("0.6")]);
    await recordCatalogPrices(db(), [offer("0.6")]);
    expect(await listPricePoints(db(), id)).toHaveLength(1);
    await recordCatalogPrices(db(), [offer("0.55")]);
    expect((await listPricePoints(db(), id)).map(({ pricing }) => pricing.input)).toEqual(["0.55", "0.6"]);
    expect(await listCurrentPricePoints(db(), id)).toMatchObject([
      {
        pricing: {
          input: "0.55",
          output: "0.40",
          cacheRead: null,
          cacheWrite: "0",
          perRequest: { webSearch: "0.01" },
        },
      },
    ]);
  });
});
