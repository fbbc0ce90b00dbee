import { describe, expect, it } from "vitest";
import type { OfferView } from "@/lib/catalog/view";
import { estimateLane, formatCostRange, sumRanges } from "./lane-estimate";
import { laneOf } from "./lane-presets";

const pricing = {
  input: "0.60",
  output: "2.20",
  cacheRead: null,
  cacheWrite: null,
  perRequest: {},
  pricePointId: null,
};

const offer: OfferView = {
  id: "zai/glm-4.7",
  tier: "glm-4.7",
  provider: "zai",
  modelId: "glm-4.7",
  dialects: ["chat-completions"],
  contextTokens: 1000,
  maxOutputTokens: 500,
  quantization: null,
  features: [],
  parameters: [],
  pricing,
  routes: [],
  retiredAt: null,
  source: "test",
  asOf: "2026-08-21",
  dateKind: "source",
  notes: null,
};
const lane = laneOf(offer.id);

describe("the estimate before sending", () => {
  it("runs from the prompt alone to the longest answer allowed", () => {
    const { costUsd } = estimateLane(lane, offer, { maxOutputTokens: 100 }, 10);
    expect(costUsd?.least).toBeCloseTo(0.0000082, 12);
    expect(costUsd?.most).toBeCloseTo(0.000226, 12);
    expect(formatCostRange(costUsd)).toBe("≈\u202f$0.0000082 – $0.000226");
  });

  it("is free where the offer is, and unknown where the price is", () => {
    const free = { ...offer, pricing: { ...pricing, input: "0", output: "0" } };
    expect(formatCostRange(estimateLane(lane, free, {}, 10).costUsd)).toBe("free");
    const unknown = { ...offer, pricing: { ...pricing, output: null } };
    expect(formatCostRange(estimateLane(lane, unknown, {}, 10).costUsd)).toBe("—");
    expect(sumRanges([{ least: 1, most: 2 }, null])).toBeNull();
    expect(
      sumRanges([
        { least: 1, most: 2 },
        { least: 1, most: 3 },
      ]),
    ).toEqual({ least: 2, most: 5 });
  });

  it("warns before a limit is met", () => {
    expect(estimateLane(lane, offer, {}, 1001).warnings).toHaveLength(1);
    expect(estimateLane(lane, offer, { maxOutputTokens: 600 }, 10).warnings).toHaveLength(1);
    expect(estimateLane(lane, { ...offer, retiredAt: "2026-01-01" }, {}, 10).warnings).toHaveLength(1);
    expect(estimateLane(lane, undefined, {}, 10).warnings).toHaveLength(1);
    expect(estimateLane(lane, offer, {}, 10).warnings).toEqual([]);
  });

  it("prices a pinned upstream at its own route", () => {
    const route = {
      upstream: "cheap",
      quantization: null,
      pricing: { ...pricing, input: "0", output: "0" },
      contextTokens: null,
      maxOutputTokens: 10,
      retiredAt: null,
      source: "test",
      asOf: "2026-08-21",
      dateKind: "source" as const,
    };
    const routed = { ...offer, routes: [route] };
    expect(estimateLane({ ...lane, upstream: "cheap" }, routed, {}, 10).costUsd?.most).toBe(0);
  });
});
