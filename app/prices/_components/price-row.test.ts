import { describe, expect, it } from "vitest";
import { offers, providers, tiers } from "@/lib/catalog/catalog";
import type { CatalogView } from "@/lib/catalog/view";
import { filterRows, type PriceFilter } from "./filter-rows";
import { isDisputed, isStale, priceRows } from "./price-row";

const NOW = new Date("2026-11-21T12:00:00Z");

const catalog: CatalogView = {
  tiers: [...tiers],
  providers: providers.map((provider) => ({ ...provider, configured: false })),
  offers: offers.map((offer) => ({
    ...offer,
    pricing: { ...offer.pricing, pricePointId: null },
    routes: offer.routes.map((route) => ({ ...route, pricing: { ...route.pricing, pricePointId: null } })),
  })),
};
const rows = priceRows(catalog, NOW);

const EVERYTHING: PriceFilter = {
  q: "",
  tier: null,
  provider: null,
  retired: null,
  upstreams: true,
  demo: true,
};

describe("a price's age", () => {
  it.each([
    ["2026-08-23", false],
    ["2026-08-22", true],
    ["2026-08", false],
    ["2026-07", true],
    ["2026-11-21", false],
  ])("of %s on 21 November is stale: %s", (asOf, stale) => expect(isStale(asOf, NOW)).toBe(stale));
});

it("finds the notes that speak of a dispute", () => {
  expect(isDisputed("Price disputed: one says 0.07.")).toBe(true);
  expect(isDisputed("Disagreement: the card says 4K.")).toBe(true);
  expect(isDisputed("The model page is undated.")).toBe(false);
  expect(isDisputed(null)).toBe(false);
});

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
