import type { Database } from "@/db/client";
import { type LatencyRow, type LatencyWindow, WINDOW_HOURS } from "@/lib/stats/latency";
import { closedHistograms } from "./closed-histograms";
import { DAY_MS, HOUR_MS, startOf } from "./count-runs";
import {
  type Measured,
  type Part,
  type Past,
  readCountedOutcomes,
  readFewDays,
  readHistograms,
  readLogged,
} from "./histograms";
import { Tally } from "./latency-tally";

/**
 * Percentiles and availability per offer and upstream over the window that ends at `now`.
 *
 * Whole days come from the daily histograms (today's as far as it is), the hours before the first of them from the
 * hourly ones, and the part of an hour at the window's start from the log itself: "the last hour" means sixty minutes.
 * A run is in exactly one of the three, by when it began. What of it is long over is remembered while nothing enters it.
 */
export async function readLatency(db: Database, window: LatencyWindow, now: Date): Promise<LatencyRow[]> {
  const { live, closed } = partsOf(window, now);
  const read = await Promise.all([
    readLive(db, live),
    ...Object.entries(closed).map(([name, past]) => readClosed(db, `${window} ${name}`, past)),
  ]);
  const tally = new Tally();
  for (const { histograms, outcomes } of read) {
    for (const row of histograms) tally.addBuckets(row, row.metric, row.buckets);
    for (const row of outcomes) tally.addOutcome(row, row.outcome, row.count);
  }
  return tally.rows();
}

/** Runs of a day may end, and be written, after it. Later than this, it is rare enough to read everything again. */
const OPEN_AFTER_END_MS = HOUR_MS;

/** No run begins after it. */
const FOREVER = new Date("9999-12-31");
const NEVER = { from: FOREVER, to: FOREVER };

/** What can still grow at any moment, and what is over: its hours, and its days, which change at different times. */
type Parts = { live: Part; closed: Record<string, Past> };

function partsOf(window: LatencyWindow, now: Date): Parts {
  const from = new Date(now.getTime() - WINDOW_HOURS[window] * HOUR_MS);
  const firstHour = nextStart(from, HOUR_MS);
  const firstDay = nextStart(from, DAY_MS);
  const openDay = startOf(new Date(now.getTime() - OPEN_AFTER_END_MS), DAY_MS);
  const log = { from, to: firstHour };
  const hours = { from: firstHour, to: firstDay };
  if (firstDay > openDay) return { live: { log, hours, days: { from: firstDay, to: FOREVER } }, closed: {} };
  return {
    live: { log, hours: NEVER, days: { from: openDay, to: FOREVER } },
    closed: {
      hours: { hours, days: NEVER },
      days: { hours: NEVER, days: { from: firstDay, to: openDay } },
    },
  };
}

function nextStart(time: Date, unitMs: number): Date {
  return startOf(new Date(time.getTime() + unitMs - 1), unitMs);
}

async function readLive(db: Database, { log, hours, days }: Part): Promise<Measured> {
  const [logged, ofHours, ofDays, outcomes] = await Promise.all([
    readLogged(db, log),
    readHistograms(db, { hours, days: NEVER }),
    readFewDays(db, days),
    readCountedOutcomes(db, { hours, days }),
  ]);
  return {
    histograms: [...logged.histograms, ...ofHours, ...ofDays],
    outcomes: [...logged.outcomes, ...outcomes],
  };
}

/** The outcomes first: whatever enters the histograms after them is then found out the next time. */
async function readClosed(db: Database, name: string, past: Past): Promise<Measured> {
  const outcomes = await readCountedOutcomes(db, past);
  return { histograms: await closedHistograms(db, name, past, outcomes), outcomes };
}
