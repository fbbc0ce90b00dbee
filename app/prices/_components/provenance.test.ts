import { describe, expect, it } from "vitest";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import { historyBySource } from "./history-by-source";
import { type PriceStatement, partName, type SourceStatus } from "./price-statement";
import { isStale, provenanceOf } from "./provenance";
import { relativeWords } from "./relative-words";

const NOW = new Date("2026-11-21T12:00:00Z");

describe("a price's age", () => {
  it.each([
    ["2026-08-23", false],
    ["2026-08-22", true],
    ["2026-08", false],
    ["2026-07", true],
    ["2026-11-21", false],
  ])("of %s on 21 November is stale: %s", (asOf, stale) => expect(isStale(asOf, NOW)).toBe(stale));
});

const stated = { sourceKind: "openrouter", source: "GET", asOf: "2026-05-01", dateKind: "gathered" } as const;
const read = (fetchedAt: string): PublishedStats => ({
  offer: "openrouter/glm-4.7",
  upstream: "novita",
  source: "openrouter",
  fetchedAt,
  contextTokens: null,
  maxOutputTokens: null,
  quantization: null,
  latency: null,
  throughput: null,
  uptime: [],
  isDegraded: null,
});
const asked = (checkedAt: string, ok = true): SourceStatus => ({
  source: "openrouter",
  name: "OpenRouter",
  ok,
  message: "1 price read.",
  newPoints: 0,
  checkedAt,
});

describe("a live source's price", () => {
  it("ages from the last time it was stated, not from the day it was new", () => {
    const at = "2026-11-20T23:30:00.000Z";
    expect(provenanceOf(stated, read(at), asked(at), NOW)).toMatchObject({
      asOf: "2026-11-20",
      unchangedSince: "2026-05-01",
      isStale: false,
      isUnlisted: false,
    });
  });

  it("goes stale when the source is not asked any more", () => {
    const at = "2026-05-01T08:00:00.000Z";
    expect(provenanceOf(stated, read(at), asked(at), NOW)).toMatchObject({
      asOf: "2026-05-01",
      unchangedSince: null,
      isStale: true,
    });
  });

  it("is unlisted once the source has answered without it, and not when the source failed", () => {
    const before = read("2026-11-20T08:00:00.000Z");
    const after = "2026-11-21T08:00:00.000Z";
    expect(provenanceOf(stated, before, asked(after), NOW).isUnlisted).toBe(true);
    expect(provenanceOf(stated, before, asked(after, false), NOW).isUnlisted).toBe(false);
  });
});

describe("the history of a price", () => {
  it("is told source by source, the one that bills first", () => {
    const point = (sourceKind: PriceStatement["sourceKind"], id: string): PriceStatement => ({
      id,
      offer: "openrouter/glm-4.7",
      upstream: null,
      pricing: { input: "1", output: "1", cacheRead: null, cacheWrite: null, perRequest: {} },
      sourceKind,
      source: "",
      asOf: "2026-11-20",
      dateKind: "gathered",
      validFrom: "2026-11-20T08:00:00.000Z",
    });
    const points = [
      point("models-dev", "d"),
      point("openrouter", "c"),
      point("catalogue", "b"),
      point("openrouter", "a"),
    ];
    const told = historyBySource(points, "openrouter");
    expect(told.map(({ sourceKind, statements }) => [sourceKind, statements.map(({ id }) => id)])).toEqual([
      ["openrouter", ["c", "a"]],
      ["models-dev", ["d"]],
      ["catalogue", ["b"]],
    ]);
  });

  it("names parts in words", () => {
    expect(["input", "cacheRead", "webSearch"].map(partName)).toEqual(["Input", "Cache read", "Web search"]);
  });
});

describe("a moment's distance", () => {
  it.each([
    [0, "just now"],
    [-5, "just now"],
    [59, "just now"],
    [60, "1 min. ago"],
    [3599, "59 min. ago"],
    [7200, "2 hr. ago"],
    [86_400, "1 day ago"],
    [864_000, "10 days ago"],
  ])("of %s seconds is %s", (seconds, words) => {
    expect(relativeWords(NOW.getTime() - seconds * 1000, NOW.getTime())).toBe(words);
  });
});
