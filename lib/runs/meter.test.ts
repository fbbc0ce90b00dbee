import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Arrival, Meter } from "./meter";
import type { Usage } from "./run";

const reasoning: Arrival = { reasoning: true, text: false, tool: false };
const text: Arrival = { reasoning: false, text: true, tool: false };
const tool: Arrival = { reasoning: false, text: false, tool: true };

const reported = (outputTokens: number | null, reasoningTokens: number | null = null): Usage => ({
  inputTokens: 10,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  outputTokens,
  reasoningTokens,
  source: "reported",
});

/** Queued at 1000, sent at 1040, then the arrivals, then the end. */
function metered(arrivals: [at: number, arrival: Arrival][], endedAt: number): Meter {
  const meter = new Meter(1000);
  meter.sent(1040);
  for (const [at, arrival] of arrivals) meter.arrived(at, arrival);
  meter.ended(endedAt);
  return meter;
}

describe("Meter", () => {
  it("measures a run that thinks first", () => {
    const meter = metered(
      [
        [1440, reasoning],
        [1500, reasoning],
        [1740, text],
        [2440, text],
      ],
      2450,
    );
    expect(meter.timing(reported(101, 40))).toEqual({
      queuedMs: 40,
      ttftMs: 400,
      firstAnswerMs: 700,
      thinkingMs: 300,
      throughputTps: 100,
      endToEndMs: 1410,
      longestStallMs: 700,
      gapP50Ms: 240,
      gapP95Ms: 700,
      attempts: 1,
    });
  });

  it("counts a tool call as an answer", () => {
    const timing = metered(
      [
        [1100, reasoning],
        [1300, tool],
      ],
      1300,
    ).timing(null);
    expect([timing.ttftMs, timing.firstAnswerMs, timing.thinkingMs]).toEqual([60, 260, 200]);
  });

  it("leaves out reasoning tokens that were never streamed", () => {
    expect(
      metered(
        [
          [1100, text],
          [2100, text],
        ],
        2100,
      ).timing(reported(101, 50)).throughputTps,
    ).toBe(50);
  });

  it.each([
    ["everything came in one read", [[1100, text]], 500],
    [
      "the stream took under 100 ms",
      [
        [1100, text],
        [1199, text],
      ],
      500,
    ],
    [
      "the count is unknown",
      [
        [1100, text],
        [2100, text],
      ],
      null,
    ],
    ["nothing arrived", [], 500],
  ] as [string, [number, Arrival][], number | null][])(
    "has no throughput when %s",
    (_name, arrivals, tokens) => {
      expect(metered(arrivals, 3000).timing(reported(tokens)).throughputTps).toBeNull();
    },
  );

  it("has no throughput from an estimate", () => {
    const meter = metered(
      [
        [1100, text],
        [2100, text],
      ],
      2100,
    );
    expect(meter.timing({ ...reported(101), source: "estimated" }).throughputTps).toBeNull();
  });

  it("is all unknown, not zero, for a request that was never sent", () => {
    const meter = new Meter(1000);
    meter.ended(1010);
    const { attempts, ...timing } = meter.timing(null);
    expect(attempts).toBe(0);
    expect(new Set(Object.values(timing))).toEqual(new Set([null]));
  });

  it("counts an earlier fruitless attempt as queue time, not as TTFT", () => {
    const meter = new Meter(1000);
    meter.sent(1010);
    meter.sent(3000);
    meter.arrived(3200, text);
    meter.ended(3200);
    const timing = meter.timing(null);
    expect([timing.queuedMs, timing.ttftMs, timing.attempts]).toEqual([2000, 200, 2]);
  });

  it("does not take the wait between two steps of a tool loop for a stall", () => {
    const meter = metered(
      [
        [1100, tool],
        [1200, tool],
      ],
      9000,
    );
    const loop = new Meter(0);
    loop.sent(0);
    loop.arrived(100, tool);
    loop.arrived(200, tool);
    loop.sent(5000);
    loop.arrived(6000, text);
    loop.arrived(6100, text);
    loop.ended(6100);
    expect(loop.timing(null).longestStallMs).toBe(meter.timing(null).longestStallMs);
    expect(loop.throughputTps({ outputTokens: 22, reasoningTokens: null })).toBe(100);
  });

  it("has no thinking time where the answer began before the thinking", () => {
    const loop = new Meter(0);
    loop.sent(0);
    loop.arrived(100, tool);
    loop.sent(200);
    loop.arrived(500, reasoning);
    loop.arrived(600, text);
    loop.ended(600);
    expect(loop.timing(null).thinkingMs).toBeNull();
  });

  it("ignores a read that held no delta", () => {
    const meter = metered([[1100, { reasoning: false, text: false, tool: false }]], 1200);
    expect(meter.timing(null).ttftMs).toBeNull();
  });

  it("keeps its parts in order for any stream", () => {
    const kinds = fc.constantFrom(reasoning, text, tool);
    const stream = fc.array(fc.tuple(fc.double({ min: 0, max: 500, noNaN: true }), kinds), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(stream, (deltas) => {
        let clock = 1040;
        const arrivals = deltas.map(([wait, kind]): [number, Arrival] => {
          clock += wait;
          return [clock, kind];
        });
        const timing = metered(arrivals, clock).timing(null);
        expect(timing.ttftMs ?? Number.NaN).toBeLessThanOrEqual(timing.endToEndMs ?? Number.NaN);
        if (timing.firstAnswerMs !== null)
          expect(timing.firstAnswerMs).toBeGreaterThanOrEqual(timing.ttftMs ?? Number.NaN);
        if (timing.gapP95Ms !== null) expect(timing.longestStallMs).toBeGreaterThanOrEqual(timing.gapP95Ms);
      }),
    );
  });
});
