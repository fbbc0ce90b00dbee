"use client";

import { CornerDownRight } from "lucide-react";
import { throughputFigure } from "@/components/data-table/throughput-figure";
import { formatMs, UNKNOWN } from "@/components/numbers/format-metric";
import { TierMark } from "@/components/tier-mark";
import { classNames } from "@/components/ui/class-names";
import { Infotip } from "@/components/ui/infotip";
import type { LEAST_N } from "@/lib/stats/buckets";
import type { LatencyMetric } from "@/lib/stats/latency";
import type { LatencyLine } from "./latency-line";
import { percentileGap, samplesNote } from "./percentile-gap";
import { PublishedMetric, PublishedUptime } from "./published-cells";
import { shortSourceName } from "./published-words";

/** The pinned cell: on a phone it also holds what the provider column shows elsewhere. */
export function TierCell({ line }: { line: LatencyLine }) {
  const isUpstream = line.upstream !== null;
  return (
    <div className="flex min-w-0 flex-col">
      <TierMark
        tier={line.tier}
        name={line.tierName}
        hideName={isUpstream}
        className={classNames("whitespace-nowrap font-medium", isUpstream && "opacity-40 max-sm:hidden")}
      />
      <span className="sm:hidden">
        <ProviderName line={line} />
      </span>
    </div>
  );
}

export function ProviderName({ line }: { line: LatencyLine }) {
  if (line.upstreamName === null && !line.published) {
    return <span className="whitespace-nowrap">{line.providerName}</span>;
  }
  return (
    <span className="flex items-start gap-1.5 whitespace-nowrap text-muted">
      <CornerDownRight size={12} aria-hidden className="mt-1 shrink-0 text-faint" />
      <span className="flex min-w-0 flex-col leading-tight max-sm:whitespace-normal">
        <span>
          <span className="sr-only">{`${line.providerName} through `}</span>
          {line.upstreamName ?? line.providerName}
        </span>
        {line.published ? (
          <span className="text-faint text-xs">{`published by ${shortSourceName(line.published.source)}`}</span>
        ) : null}
      </span>
    </span>
  );
}

/** A count of our runs, or in the place of all of them the uptime that a source publishes. */
export function CountCell({ line, children }: { line: LatencyLine; children: string }) {
  return line.published ? <PublishedUptime stats={line.published} /> : children;
}

/** A value of a metric as the table shows it; throughput's unit stands in the head. */
export function formatLatency(metric: LatencyMetric, value: number | null): string {
  return metric === "throughputTps" ? throughputFigure(value) : formatMs(value);
}

/** A percentile, or "—" that says what is missing. */
export function PercentileCell({
  line,
  metric,
  percentile,
}: {
  line: LatencyLine;
  metric: LatencyMetric;
  percentile: keyof typeof LEAST_N;
}) {
  if (line.published) return <PublishedMetric stats={line.published} metric={metric} />;
  const values = line[metric];
  if (values.samples) return <Samples metric={metric} samples={values.samples} n={line.n} />;
  const value = values[percentile];
  if (value !== null) return formatLatency(metric, value);
  return (
    <Infotip description={percentileGap(percentile, values, line.n)} className="text-faint">
      {UNKNOWN}
    </Infotip>
  );
}

/** Below five runs a percentile would be invented: the runs themselves, ascending. */
function Samples({ metric, samples, n }: { metric: LatencyMetric; samples: number[]; n: number }) {
  return (
    <Infotip description={samplesNote(samples.length, n)} className="text-muted">
      {samples.map((sample) => formatLatency(metric, sample)).join(" · ")}
    </Infotip>
  );
}
