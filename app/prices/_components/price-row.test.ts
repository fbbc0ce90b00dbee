import { describe, expect, it } from "vitest";
import { offers, providers, tiers } from "@/lib/catalog/catalog";
import type { CatalogView } from "@/lib/catalog/view";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import { filterRows, type PriceFilter } from "./filter-rows";
import type { PriceKnowledge } from "./price-knowledge";
import { type PriceRow, priceRows } from "./price-row";
import type { PriceStatement } from "./price-statement";

const NOW = new Date("2026-11-21T12:00:00Z");
const NOTHING: PriceKnowledge = {
  pricePoints: [],
  disagreements: [],
  published: [],
  sources: [],
  measured: [],
};

const catalog: CatalogView = {
  tiers: [...tiers],
  providers: providers.map((provider) => ({ ...provider, configured: false })),
  offers: offers.map((offer) => ({
    ...offer,
    pricing: { ...offer.pricing, pricePointId: null },
    routes: offer.routes.map((route) => ({ ...route, pricing: { ...route.pricing, pricePointId: null } })),
  })),
};
const rows = priceRows(catalog, NOTHING, NOW);

const EVERYTHING: PriceFilter = {
  q: "",
  tier: null,
  provider: null,
  retired: null,
  upstreams: true,
  demo: true,
};

const FLASH = "openrouter/glm-4.7-flash";

function says(over: Partial<PriceStatement> = {}): PriceStatement {
  return {
    id: crypto.randomUUID(),
    offer: FLASH,
    upstream: "deepinfra",
    pricing: { input: "0.1", output: "1", cacheRead: null, cacheWrite: null, perRequest: {} },
    sourceKind: "openrouter",
    source: "GET /models/z-ai/glm-4.7-flash/endpoints",
    asOf: "2026-11-20",
    dateKind: "gathered",
    validFrom: "2026-11-20T08:00:00.000Z",
    ...over,
  };
}

function publishes(over: Partial<PublishedStats> = {}): PublishedStats {
  return {
    offer: FLASH,
    upstream: "deepinfra",
    source: "openrouter",
    fetchedAt: "2026-11-21T08:00:00.000Z",
    contextTokens: 131_072,
    maxOutputTokens: 16_384,
    quantization: "bf16",
    latency: null,
    throughput: null,
    uptime: [],
    isDegraded: null,
    ...over,
  };
}

function find(all: PriceRow[], id: string): PriceRow {
  const row = all.flatMap((offer) => [offer, ...offer.routes]).find((found) => found.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

describe("the price table's rows", () => {
  it("come by tier, then by provider, and have one id each", () => {
    expect(rows.map(({ order }) => order)).toEqual(rows.map(({ order }) => order).sort((a, b) => a - b));
    const ids = rows.flatMap((row) => [row.id, ...row.routes.map(({ id }) => id)]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("leave Demo out unless asked for", () => {
    const shown = filterRows(rows, { ...EVERYTHING, demo: false });
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.some(({ simulated }) => simulated)).toBe(false);
    expect(filterRows(rows, EVERYTHING).some(({ simulated }) => simulated)).toBe(true);
  });

  it("show retired routes of offers that stand when only retired ones are asked for", () => {
    const vercel = filterRows(rows, { ...EVERYTHING, retired: "only", provider: "vercel" });
    expect(vercel.map(({ id }) => id)).toEqual(["vercel/glm-4.7"]);
    expect(vercel[0]?.routes.map(({ upstream }) => upstream)).toEqual(["cerebras"]);
  });

  it("are found by all words of a search, in any order, upstreams included", () => {
    const found = filterRows(rows, { ...EVERYTHING, q: "Cloudflare flash" });
    expect(found.map(({ id }) => id)).toEqual(["openrouter/glm-4.7-flash"]);
  });
});

describe("a row's price", () => {
  it("comes with the source and date of the statement that bills", () => {
    const knowledge = { ...NOTHING, pricePoints: [says()], published: [publishes()] };
    expect(find(priceRows(catalog, knowledge, NOW), `${FLASH}/deepinfra`)).toMatchObject({
      pricing: { input: "0.1", output: "1" },
      sourceKind: "openrouter",
      sourceName: "OpenRouter",
      asOf: "2026-11-21",
      unchangedSince: "2026-11-20",
    });
    expect(find(rows, `${FLASH}/deepinfra`)).toMatchObject({
      sourceKind: "catalogue",
      sourceName: "Glimpse's catalogue",
      readAt: null,
    });
  });

  it("carries what the sources say where they disagree, the one that bills first", () => {
    const points = [says(), says({ sourceKind: "catalogue", asOf: "2026-08-01" })];
    const dispute = { offer: FLASH, upstream: "deepinfra", parts: ["input"], points };
    const knowledge = { ...NOTHING, disagreements: [dispute], published: [publishes()] };
    const { disagreement } = find(priceRows(catalog, knowledge, NOW), `${FLASH}/deepinfra`);
    expect(disagreement?.parts).toEqual(["input"]);
    expect(disagreement?.points.map(({ sourceKind, asOf }) => [sourceKind, asOf])).toEqual([
      ["openrouter", "2026-11-21"],
      ["catalogue", "2026-08-01"],
    ]);
    expect(find(rows, FLASH).disagreement).toBeNull();
  });

  it("leaves out what a source publishes besides speed", () => {
    const uptime = [{ field: "uptime_last_1d", window: "1d", percent: 99 }];
    const bare = priceRows(catalog, { ...NOTHING, published: [publishes()] }, NOW);
    const full = priceRows(catalog, { ...NOTHING, published: [publishes({ uptime })] }, NOW);
    expect(find(bare, `${FLASH}/deepinfra`).published).toEqual([]);
    expect(find(full, `${FLASH}/deepinfra`).published).toHaveLength(1);
  });
});

describe("an upstream that the catalogue does not know", () => {
  it("has a row when a source prices it, with the limits that the source states", () => {
    const knowledge = {
      ...NOTHING,
      pricePoints: [says({ upstream: "newcomer" })],
      published: [publishes({ upstream: "newcomer" })],
    };
    const row = find(priceRows(catalog, knowledge, NOW), `${FLASH}/newcomer`);
    expect(row).toMatchObject({ contextTokens: 131_072, maxOutputTokens: 16_384, quantization: "bf16" });
  });

  it("has none when only an earlier catalogue knew it", () => {
    const pricePoints = [says({ upstream: "newcomer", sourceKind: "catalogue" })];
    const flash = find(priceRows(catalog, { ...NOTHING, pricePoints }, NOW), FLASH);
    expect(flash.routes.map(({ upstream }) => upstream)).not.toContain("newcomer");
  });
});
