import fc from "fast-check";
import { v7 as uuidv7 } from "uuid";
import { expect, it } from "vitest";
import { forEachDatabase } from "@/db/test-databases";
import { availabilityOf } from "@/lib/runs/outcome";
import { ERROR_CLASSES, type ErrorClass, RUN_STATUSES, type RunStatus } from "@/lib/runs/run";
import { bucketOf, percentiles } from "@/lib/stats/buckets";
import { LATENCY_METRICS, LATENCY_WINDOW_NAMES, type LatencyRow, WINDOW_HOURS } from "@/lib/stats/latency";
import { insertComparison } from "./comparisons";
import { finishRuns } from "./finish-runs";
import { readLatency } from "./latency";

const HOUR_MS = 3_600_000;

type Sample = {
  offer: string;
  upstream: string | null;
  simulated: boolean;
  status: RunStatus;
  errorClass: ErrorClass | null;
  /** Before `now`. */
  ageMs: number;
  figures: [number | null, number | null, number | null, number | null];
};

const figure = fc.option(
  fc.oneof(fc.constantFrom(0, 0.001, 1), fc.double({ min: 0.01, max: 1e6, noNaN: true })),
);
const sample: fc.Arbitrary<Sample> = fc.record({
  offer: fc.constantFrom("a", "b"),
  upstream: fc.constantFrom(null, "x", "y"),
  simulated: fc.boolean(),
  status: fc.constantFrom(...RUN_STATUSES.filter((status) => status !== "queued" && status !== "running")),
  errorClass: fc.option(fc.constantFrom(...ERROR_CLASSES)),
  // Dense where the parts of a window meet: whole hours and whole days before `now`, and a little beside them.
  ageMs: fc
    .tuple(
      fc.constantFrom(0, 1, 2, 24, 25, 48, 168, 169, 719, 720, 721),
      fc.integer({ min: -1, max: 1 }),
      fc.nat(HOUR_MS),
    )
    .map(([hours, edge, rest]) => Math.max(0, hours * HOUR_MS + (edge === 0 ? rest : edge))),
  figures: fc.tuple(figure, figure, figure, figure),
});

/** The same table from the samples themselves, without any bucket of the database's. */
function naiveLatency(
  samples: Sample[],
  windowHours: number,
  offerOf: (name: string) => string,
): LatencyRow[] {
  const inWindow = samples.filter(({ ageMs, simulated }) => !simulated && ageMs <= windowHours * HOUR_MS);
  const counted = inWindow.flatMap((run) => {
    const outcome = availabilityOf(run.status, run.errorClass);
    return outcome ? [{ ...run, outcome }] : [];
  });
  const places = new Set(
    counted.flatMap(({ offer, upstream }) => [
      JSON.stringify([offer, null]),
      JSON.stringify([offer, upstream]),
    ]),
  );
  const rows = [...places].map((place) => {
    const [offer, upstream] = JSON.parse(place);
    const here = counted.filter(
      (run) => run.offer === offer && (upstream === null || run.upstream === upstream),
    );
    const of = (outcome: string) => here.filter((run) => run.outcome === outcome);
    const known = of("available").length + of("unavailable").length;
    const metrics = LATENCY_METRICS.map((metric, index) => {
      const values = of("available").flatMap(({ figures }) => figures[index] ?? []);
      return [metric, percentiles(values.map((value) => ({ bucket: bucketOf(value), count: 1 })))];
    });
    return {
      offer: offerOf(offer),
      upstream,
      n: of("available").length,
      availability: known === 0 ? null : of("available").length / known,
      rateLimited: of("rate-limited").length,
      ...Object.fromEntries(metrics),
    };
  });
  return rows.sort((a, b) => (`${a.offer} ${a.upstream ?? ""}` < `${b.offer} ${b.upstream ?? ""}` ? -1 : 1));
}

forEachDatabase((_name, db) => {
  async function log(samples: Sample[], now: Date, offerOf: (name: string) => string): Promise<void> {
    const comparisonId = uuidv7();
    const runs = samples.map(({ offer, ageMs, simulated }, lane) => ({
      id: uuidv7(),
      comparisonId,
      owner: "local",
      turn: 0,
      lane,
      attempt: 1,
      offer: offerOf(offer),
      tier: "glm-4.7",
      provider: "zai",
      dialect: "chat-completions",
      modelId: "m",
      simulated,
      settings: {},
      sent: {},
      status: "running",
      warnings: [],
      toolCalls: [],
      attempts: [],
      createdAt: new Date(now.getTime() - ageMs),
    }));
    const lanes = runs.map(({ offer }) => ({ offer, upstream: null, dialect: null, settings: {} }));
    const turn = { comparisonId, position: 0, prompt: "P", history: [] };
    await insertComparison(
      db(),
      { id: comparisonId, owner: "local", title: "T", settings: {} },
      turn,
      lanes,
      runs,
    );
    const ends = samples.map(({ upstream, status, errorClass, figures }, index) => ({
      id: runs[index]?.id ?? "",
      status,
      upstream,
      ttftMs: figures[0],
      firstAnswerMs: figures[1],
      throughputTps: figures[2],
      endToEndMs: figures[3],
      error: errorClass && {
        class: errorClass,
        code: null,
        message: 'NUL \u0000 and "class":"timeout"',
        httpStatus: null,
        retryAfterMs: null,
      },
    }));
    await finishRuns(db(), ends);
  }

  it("gives for every window exactly what the log itself gives", { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(sample, { minLength: 2, maxLength: 120 }),
        fc.date({ min: new Date("2026-02-01"), max: new Date("2026-04-10"), noInvalidDate: true }),
        async (samples, anyTime) => {
          const now = new Date(Math.floor(anyTime.getTime() / 1000) * 1000);
          const id = uuidv7();
          const offerOf = (name: string) => `${id}/${name}`;
          const half = Math.floor(samples.length / 2);
          await log(samples.slice(0, half), now, offerOf);
          // What of this is remembered must not hide what comes later.
          for (const window of LATENCY_WINDOW_NAMES) await readLatency(db(), window, now);
          await log(samples.slice(half), now, offerOf);
          for (const window of LATENCY_WINDOW_NAMES) {
            const rows = (await readLatency(db(), window, now)).filter(({ offer }) => offer.startsWith(id));
            expect(rows).toEqual(naiveLatency(samples, WINDOW_HOURS[window], offerOf));
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});
