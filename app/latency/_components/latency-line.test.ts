import { describe, expect, it } from "vitest";
import { offers, providers, tiers } from "@/lib/catalog/catalog";
import type { CatalogView } from "@/lib/catalog/view";
import type { PublishedStats } from "@/lib/pricing/price-sources";
import type { LatencyRow } from "@/lib/stats/latency";
import { cellSpan } from "./cell-span";
import { type LatencyLine, latencyLines, measuredOnly } from "./latency-line";

const catalog: CatalogView = {
  tiers: [...tiers],
  providers: providers.map((provider) => ({ ...provider, configured: false })),
  offers: offers.map((offer) => ({
    ...offer,
    pricing: { ...offer.pricing, pricePointId: null },
    routes: [],
  })),
};

const OFFER = "openrouter/glm-4.7-flash";
const few = { p50: null, p95: null, p99: null, samples: [410, 420] };
const measured = (upstream: string | null): LatencyRow => ({
  offer: OFFER,
  upstream,
  n: 2,
  availability: 1,
  rateLimited: 0,
  ttftMs: few,
  firstAnswerMs: few,
  throughputTps: few,
  endToEndMs: few,
});
const publishes = (offer: string, upstream: string, over: Partial<PublishedStats> = {}): PublishedStats => ({
  offer,
  upstream,
  source: offer.startsWith("vercel") ? "vercel" : "openrouter",
  fetchedAt: "2026-11-21T08:00:00.000Z",
  contextTokens: null,
  maxOutputTokens: null,
  quantization: null,
  latency: null,
  throughput: null,
  uptime: [{ field: "uptime_last_1d", window: "1d", percent: 99.7 }],
  isDegraded: null,
  ...over,
});

const shape = (lines: LatencyLine[]): unknown[] =>
  lines.map(({ id, upstreams }) => (upstreams.length === 0 ? id : [id, shape(upstreams)]));

const lines = latencyLines(
  [measured(null), measured("deepinfra")],
  [
    publishes(OFFER, "deepinfra"),
    publishes(OFFER, "novita"),
    publishes("vercel/glm-4.7", "bedrock"),
    publishes("vercel/glm-4.6", "zai", { uptime: [] }),
    publishes("vercel/gone", "zai"),
  ],
  catalog,
);
const all = lines.flatMap((line) => [
  line,
  ...line.upstreams,
  ...line.upstreams.flatMap((own) => own.upstreams),
]);

describe("what sources publish", () => {
  it("stands beneath what it is about, also where nothing was measured", () => {
    expect(shape(lines)).toEqual([
      ["vercel/glm-4.7", ["vercel/glm-4.7/bedrock/published by vercel"]],
      [
        OFFER,
        [
          [`${OFFER}/deepinfra`, [`${OFFER}/deepinfra/published by openrouter`]],
          `${OFFER}/novita/published by openrouter`,
        ],
      ],
    ]);
  });

  it("never becomes a figure of ours", () => {
    for (const line of all.filter(({ published }) => published)) {
      expect(line).toMatchObject({ n: 0, availability: null, ttftMs: { p50: null, p95: null, p99: null } });
    }
  });

  it("can be left out, which leaves the measured lines alone", () => {
    expect(shape(measuredOnly(lines))).toEqual([[OFFER, [`${OFFER}/deepinfra`]]]);
  });
});

describe("a cell's span", () => {
  const published = all.find((line) => line.published);
  const [own] = measuredOnly(lines);
  const spans = (line: LatencyLine | undefined, ids: string[], hidden: string[] = []) =>
    line && ids.map((id) => cellSpan(line, id, hidden));

  it("covers all percentiles for samples and published figures", () => {
    const ids = ["ttftMs.p50", "ttftMs.p95", "ttftMs.p99"];
    expect(spans(published, ids)).toEqual([3, 1, 1]);
    expect(spans(own, ids)).toEqual([3, 1, 1]);
  });

  it("covers the counts with uptime on published lines alone", () => {
    expect(spans(published, ["n", "availability", "rateLimited"])).toEqual([3, 1, 1]);
    expect(spans(own, ["n", "availability", "rateLimited"])).toEqual([1, 1, 1]);
  });

  it("leaves hidden columns out", () => {
    expect(spans(own, ["ttftMs.p95", "ttftMs.p99"], ["ttftMs.p50"])).toEqual([2, 1]);
    expect(spans(published, ["n", "rateLimited"], ["availability"])).toEqual([2, 1]);
    expect(spans(published, ["tier", "range"])).toEqual([1, 1]);
  });
});
