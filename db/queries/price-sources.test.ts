import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { forEachDatabase } from "@/db/test-databases";
import type { LiveSourceKind, PriceObservation } from "@/lib/pricing/price-sources";
import {
  appendPricePoints,
  listCurrentPricePoints,
  listDisagreements,
  listPricePoints,
} from "./price-points";
import { listPublishedStats, listSourceChecks, recordSourceOutcome } from "./price-sources";

forEachDatabase((_name, db) => {
  const observation = (offer: string, input: string, over: Partial<PriceObservation> = {}) => ({
    offer,
    upstream: null,
    pricing: { input, output: "1", cacheRead: null, cacheWrite: null, perRequest: {} },
    source: "GET /models",
    contextTokens: 1000,
    maxOutputTokens: null,
    quantization: null,
    published: null,
    ...over,
  });
  const record = (source: LiveSourceKind, observations: PriceObservation[], over: object = {}) =>
    recordSourceOutcome(db(), {
      source,
      checkedAt: new Date("2026-11-20T10:00:00Z"),
      ok: true,
      message: "Read.",
      observations,
      ...over,
    });
  const review = (offer: string, input: string | null) =>
    appendPricePoints(db(), [
      {
        offer,
        upstream: null,
        pricing: { input, output: input, cacheRead: null, cacheWrite: null, perRequest: {} },
        sourceKind: "catalogue",
        source: "page",
        asOf: "2026-01",
        dateKind: "source",
      },
    ]);

  it("keeps every source's history apart, and bills by one of them", async () => {
    const offer = `openrouter/${uuidv7()}`;
    await review(offer, "3");
    await record("models-dev", [observation(offer, "2")]);
    expect(await listCurrentPricePoints(db(), offer)).toMatchObject([{ sourceKind: "catalogue" }]);
    await record("openrouter", [observation(offer, "1.0")]);
    expect(await record("openrouter", [observation(offer, "1")])).toMatchObject({ newPoints: 0 });
    await review(offer, "4");
    expect(await listCurrentPricePoints(db(), offer)).toMatchObject([
      { sourceKind: "openrouter", pricing: { input: "1.0" }, asOf: "2026-11-20", dateKind: "gathered" },
    ]);
    expect(await listPricePoints(db(), offer)).toHaveLength(4);
    const [disagreement] = await listDisagreements(db(), offer);
    expect(disagreement?.points.map(({ pricing }) => pricing.input)).toEqual(["1.0", "4", "2"]);
  });

  it("leaves a price unknown that no source states", async () => {
    const offer = `local/${uuidv7()}`;
    await review(offer, null);
    expect(await listCurrentPricePoints(db(), offer)).toMatchObject([{ pricing: { input: null } }]);
    expect(await listDisagreements(db(), offer)).toEqual([]);
  });

  it("keeps the newest figures of a place, and the last outcome of a source", async () => {
    const offer = `vercel/${uuidv7()}`;
    const published = {
      latency: null,
      throughput: { field: "throughput_last_1h", window: "1h", throughputTps: { p50: 80 } },
      uptime: [{ field: "uptime_last_1h", window: "1h", percent: 99 }],
      isDegraded: false,
    };
    await record("vercel", [observation(offer, "1", { upstream: "zai", published })]);
    const later = { checkedAt: new Date("2026-11-20T11:00:00Z") };
    await record("vercel", [observation(offer, "1", { upstream: "zai", contextTokens: 2000 })], later);
    expect(await listPublishedStats(db(), offer)).toEqual([
      {
        offer,
        upstream: "zai",
        source: "vercel",
        fetchedAt: "2026-11-20T11:00:00.000Z",
        latency: null,
        throughput: null,
        uptime: [],
        isDegraded: null,
        contextTokens: 2000,
        maxOutputTokens: null,
        quantization: null,
      },
    ]);
    await record("vercel", [], { ok: false, message: "It is down." });
    expect(await listPublishedStats(db(), offer)).toHaveLength(1);
    expect((await listSourceChecks(db())).find(({ source }) => source === "vercel")).toEqual({
      source: "vercel",
      checkedAt: "2026-11-20T10:00:00.000Z",
      ok: false,
      message: "It is down.",
      newPoints: 0,
    });
  });
});
