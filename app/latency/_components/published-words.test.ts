import { describe, expect, it } from "vitest";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import { latencyNote, longestUptime, medianAndTail, throughputNote, windowWords } from "./published-words";

const stats: PublishedStats = {
  offer: "openrouter/glm-4.7",
  upstream: "novita",
  source: "openrouter",
  fetchedAt: "2026-11-21T08:00:00.000Z",
  contextTokens: null,
  maxOutputTokens: null,
  quantization: null,
  latency: {
    field: "latency_last_30m",
    window: "30m",
    raw: { p99: 3.1, p50: 0.62 },
    unit: "s",
    isUnitGuessed: true,
    latencyMs: { p99: 3100, p50: 620 },
  },
  throughput: { field: "throughput_last_30m", window: "30m", throughputTps: { p50: 78, p99: 20 } },
  uptime: [
    { field: "uptime_last_1d", window: "1d", percent: 99.7 },
    { field: "uptime_last_5m", window: "5m", percent: 0 },
  ],
  isDegraded: false,
};

describe("published figures in words", () => {
  it("give the median and the tail by rank, whatever order they came in", () => {
    expect(medianAndTail({ p99: 3, p75: 2, p50: 1 }, String)).toBe("p50 1 · p99 3");
    expect(medianAndTail({ p50: 1 }, String)).toBe("p50 1");
  });

  it("name the source, the window and a unit that was guessed", () => {
    const note = latencyNote(stats);
    expect(note).toMatch(/^Published by OpenRouter over the last 30\u202fmin, not measured here/);
    expect(note).toMatch(/Unit assumed: .*latency_last_30m.* seconds\.$/);
    const sure = { ...stats, latency: stats.latency && { ...stats.latency, isUnitGuessed: false } };
    expect(latencyNote(sure)).not.toContain("Unit assumed");
    expect(throughputNote(stats, String)).toContain("p50 78, p99 20 tokens per second");
  });

  it("take uptime from the longest window", () => {
    expect(longestUptime(stats.uptime)?.percent).toBe(99.7);
    expect(longestUptime([])).toBeNull();
  });

  it.each([
    ["30m", "30\u202fmin"],
    ["1h", "1\u202fh"],
    ["1d", "1\u202fd"],
    ["fortnight", "fortnight"],
  ])("read the window %s as %s", (window, words) => expect(windowWords(window)).toBe(words));
});
