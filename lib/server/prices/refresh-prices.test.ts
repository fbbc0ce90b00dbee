import { beforeEach, describe, expect, it } from "vitest";
import { database } from "@/db/client";
import { listCurrentPricePoints, listPricePoints } from "@/db/queries/price-points";
import { OPENROUTER_KEY, useTestServer } from "@/e2e/test-server";
import {
  endpointList,
  openRouterEndpoint,
  type PriceAnswers,
  servePrices,
  vercelEndpoint,
} from "@/e2e/upstream/price-answers";
import { jsonScript } from "@/e2e/upstream/script";
import { readPriceSources } from "./read-price-sources";
import { refreshPrices } from "./refresh-prices";

const { upstream } = useTestServer();
const FLASH = "/openrouter/models/z-ai/glm-4.7-flash/endpoints";
const flashList = (...endpoints: object[]) => ({ [FLASH]: endpointList("z-ai/glm-4.7-flash", ...endpoints) });
const flashPrice = { prompt: "0.00000006", completion: "0.0000004" };

async function refresh(changes: PriceAnswers = {}) {
  upstream().respondWith(servePrices(changes));
  const reports = await refreshPrices();
  return Object.fromEntries(reports.map((report) => [report.source, report]));
}

async function pointsOf(offer: string, upstreamName: string | null, sourceKind: string) {
  const points = await listPricePoints(await database(), offer);
  return points.filter((point) => point.upstream === upstreamName && point.sourceKind === sourceKind);
}

async function publishedOf(offer: string, upstreamName: string | null) {
  const { published } = await readPriceSources(offer);
  return published.find((stats) => stats.upstream === upstreamName);
}

beforeEach(() => refresh());

describe("refreshPrices", () => {
  it.each([
    [
      "openrouter/glm-4.7-flash",
      "deepinfra",
      "openrouter",
      { input: "0.06", output: "0.4", cacheRead: "0.01" },
    ],
    ["openrouter/glm-4.6", "novita", "openrouter", { input: "0.55", output: "2.2", cacheRead: "0.11" }],
    ["openrouter/glm-4.7", "zai", "openrouter", { input: "0.6", output: "2.2", cacheRead: null }],
    ["vercel/glm-4.7", "bedrock", "vercel", { input: "0.6", output: "2.2", perRequest: {} }],
    ["empiriolabs/glm-4.7-flash", null, "empiriolabs", { input: "0", perRequest: { webSearch: "0.033" } }],
    ["zai/glm-4.7", null, "models-dev", { input: "0.6", output: "2.2", cacheRead: "0.11", cacheWrite: "0" }],
    ["novita/glm-4.7", null, "models-dev", { input: "0.7", output: "2.2", cacheWrite: null }],
  ])("records what is stated of %s through %s by %s", async (offer, upstreamName, kind, pricing) => {
    const [point] = await pointsOf(offer, upstreamName, kind);
    expect(point).toMatchObject({
      pricing,
      dateKind: "gathered",
      asOf: new Date().toISOString().slice(0, 10),
    });
  });

  it("appends nothing while prices stand, and a point for a price that changed", async () => {
    const before = await listPricePoints(await database());
    const unchanged = await refresh();
    expect(unchanged.openrouter).toMatchObject({ ok: true, message: "3 prices read.", newPoints: 0 });
    expect(await listPricePoints(await database())).toHaveLength(before.length);

    const changed = flashList(openRouterEndpoint("deepinfra/bf16", { ...flashPrice, prompt: "0.00000007" }));
    expect((await refresh(changed)).openrouter).toMatchObject({ ok: true, newPoints: 1 });
    const points = await pointsOf("openrouter/glm-4.7-flash", "deepinfra", "openrouter");
    expect(points.slice(0, 2).map(({ pricing }) => pricing.input)).toEqual(["0.07", "0.06"]);
  });

  it("records an upstream that the catalogue does not know", async () => {
    await refresh(flashList(openRouterEndpoint("Some-Cloud/fp4", flashPrice)));
    expect(await pointsOf("openrouter/glm-4.7-flash", "somecloud", "openrouter")).toHaveLength(1);
  });

  it("takes one of several variants, whatever their order: the reviewed one, else the cheapest", async () => {
    const variants = [
      openRouterEndpoint("deepinfra/fp4", { prompt: "0.00000001", completion: "0.0000001" }),
      openRouterEndpoint("deepinfra/bf16", flashPrice),
      openRouterEndpoint("variants/fp8", { prompt: "0.0000002", completion: "0.0000004" }),
      openRouterEndpoint("variants/fp4", { prompt: "0.0000001", completion: "0.0000004" }),
    ];
    for (const listed of [variants, variants.toReversed()]) {
      await refresh(flashList(...listed));
      const [reviewed] = await pointsOf("openrouter/glm-4.7-flash", "deepinfra", "openrouter");
      const cheapest = await pointsOf("openrouter/glm-4.7-flash", "variants", "openrouter");
      expect(reviewed?.pricing.input).toBe("0.06");
      expect(cheapest.map(({ pricing }) => pricing.input)).toEqual(["0.1"]);
    }
  });

  it("says that a discount is stated, and ignores the price of a router", async () => {
    await refresh(
      flashList(
        openRouterEndpoint("discounted", { ...flashPrice, discount: 0.25 }),
        openRouterEndpoint("router", { prompt: "-1", completion: "-1" }),
      ),
    );
    const [point] = await pointsOf("openrouter/glm-4.7-flash", "discounted", "openrouter");
    expect(point?.source).toContain("a discount of 0.25");
    expect(await pointsOf("openrouter/glm-4.7-flash", "router", "openrouter")).toEqual([]);
  });

  it("keeps published figures beside their raw values, and says where the unit is a guess", async () => {
    expect(await publishedOf("openrouter/glm-4.7-flash", "deepinfra")).toMatchObject({
      source: "openrouter",
      contextTokens: 202752,
      maxOutputTokens: 16384,
      quantization: "bf16",
      latency: {
        field: "latency_last_30m",
        window: "30m",
        unit: "s",
        isUnitGuessed: true,
        raw: { p50: 0.62, p99: 3.1 },
        latencyMs: { p50: 620, p75: 900, p90: 1400, p99: 3100 },
      },
      throughput: { window: "30m", throughputTps: { p50: 78, p99: 20 } },
      uptime: [{ window: "5m", percent: 100 }, { window: "30m" }, { window: "1d", percent: 99.7 }],
      isDegraded: false,
    });
    expect(await publishedOf("vercel/glm-4.7", "bedrock")).toMatchObject({
      latency: { window: "1h", unit: "ms", isUnitGuessed: false, latencyMs: { p50: 410, p95: 1320 } },
    });
  });

  it("leaves out figures that are null, and marks a degraded route", async () => {
    const idle = {
      latency_last_30m: null,
      throughput_last_30m: { p50: null },
      uptime_last_5m: null,
      status: -2,
    };
    await refresh(
      flashList(
        openRouterEndpoint("idle", flashPrice, idle),
        openRouterEndpoint("slow", flashPrice, { latency_last_30m: { p50: 850 } }),
      ),
    );
    expect(await publishedOf("openrouter/glm-4.7-flash", "idle")).toMatchObject({
      latency: null,
      throughput: null,
      isDegraded: true,
    });
    const slow = await publishedOf("openrouter/glm-4.7-flash", "slow");
    expect(slow?.latency).toMatchObject({ unit: "ms", isUnitGuessed: true, latencyMs: { p50: 850 } });
  });

  it("sends the key to OpenRouter alone, and reads prices without it when it is refused", async () => {
    const asked = upstream().requests.length;
    upstream().respondWith((request) =>
      request.headers.authorization && request.path.startsWith("/openrouter")
        ? jsonScript(401, { error: { message: `No such key: ${request.headers.authorization}` } })
        : servePrices()(request),
    );
    const reports = await refreshPrices();
    expect(reports.every(({ ok }) => ok)).toBe(true);
    expect(JSON.stringify(reports)).not.toContain(OPENROUTER_KEY);
    const withKey = upstream()
      .requests.slice(asked)
      .filter(({ headers }) => headers.authorization);
    expect(withKey.every(({ path }) => path.startsWith("/openrouter/"))).toBe(true);
    expect(withKey).toHaveLength(3);
  });

  it("joins a second refresh to the one that runs", async () => {
    const asked = upstream().requests.length;
    const [first, second] = await Promise.all([refreshPrices(), refreshPrices()]);
    expect(second).toBe(first);
    expect(upstream().requests.slice(asked)).toHaveLength(9);
  });
});

describe("readPriceSources", () => {
  it("lists what sources price differently, the price that bills first", async () => {
    const { disagreements } = await readPriceSources("novita/glm-4.7");
    expect(disagreements).toMatchObject([
      {
        upstream: null,
        parts: ["input"],
        points: [
          { sourceKind: "catalogue", pricing: { input: "0.6" } },
          { sourceKind: "models-dev", pricing: { input: "0.7" } },
        ],
      },
    ]);
    expect((await readPriceSources("zai/glm-4.7")).disagreements).toEqual([]);
  });

  it("bills the provider's own price before the catalogue's", async () => {
    await refresh({
      "/vercel/models/zai/glm-4.7/endpoints": endpointList(
        "zai/glm-4.7",
        vercelEndpoint("bedrock", { prompt: "0.0000009", completion: "0.0000022" }),
      ),
    });
    const [billing, ...rest] = (await listCurrentPricePoints(await database(), "vercel/glm-4.7")).filter(
      (point) => point.upstream === "bedrock",
    );
    expect(rest).toEqual([]);
    expect(billing).toMatchObject({ sourceKind: "vercel", pricing: { input: "0.9" } });
  });
});
