import { addHistograms, type BucketCount, percentiles } from "@/lib/stats/buckets";
import type { LatencyMetric, LatencyRow } from "@/lib/stats/latency";
import { NO_UPSTREAM } from "./count-runs";

type Place = { offer: string; upstream: string };
type Cell = { metrics: Map<string, BucketCount[]>; outcomes: Map<string, number> };

/** Sums counts per upstream, and over all upstreams of an offer. */
export class Tally {
  private readonly cells = new Map<string, { offer: string; upstream: string | null; cell: Cell }>();

  /** @param buckets ascending */
  addBuckets(place: Place, metric: string, buckets: BucketCount[]): void {
    for (const { metrics } of this.cellsAt(place))
      metrics.set(metric, addHistograms(metrics.get(metric) ?? [], buckets));
  }

  addOutcome(place: Place, outcome: string, count: number): void {
    for (const { outcomes } of this.cellsAt(place))
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + count);
  }

  rows(): LatencyRow[] {
    return [...this.cells.values()]
      .map(({ offer, upstream, cell }) => rowOf(offer, upstream, cell))
      .sort((a, b) => compare(a.offer, b.offer) || compare(a.upstream ?? "", b.upstream ?? ""));
  }

  private cellsAt({ offer, upstream }: Place): Cell[] {
    const places = upstream === NO_UPSTREAM ? [null] : [null, upstream];
    return places.map((at) => {
      const key = `${offer}\n${at ?? ""}`;
      const known = this.cells.get(key);
      if (known) return known.cell;
      const cell: Cell = { metrics: new Map(), outcomes: new Map() };
      this.cells.set(key, { offer, upstream: at, cell });
      return cell;
    });
  }
}

function rowOf(offer: string, upstream: string | null, { metrics, outcomes }: Cell): LatencyRow {
  const available = outcomes.get("available") ?? 0;
  const counted = available + (outcomes.get("unavailable") ?? 0);
  const of = (metric: LatencyMetric) => percentiles(metrics.get(metric) ?? []);
  return {
    offer,
    upstream,
    n: available,
    availability: counted === 0 ? null : available / counted,
    rateLimited: outcomes.get("rate-limited") ?? 0,
    ttftMs: of("ttftMs"),
    firstAnswerMs: of("firstAnswerMs"),
    throughputTps: of("throughputTps"),
    endToEndMs: of("endToEndMs"),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
