"use client";

import { createColumnHelper } from "@tanstack/react-table";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/table-features";
import { MetricLabel } from "@/components/metric";
import { formatCount, formatPercent } from "@/components/numbers/format-metric";
import { METRICS } from "@/lib/runs/metric-definitions";
import { LATENCY_METRICS, type LatencyMetric } from "@/lib/stats/latency";
import { PERCENTILES } from "../search-params";
import { CountCell, formatLatency, PercentileCell, ProviderName, TierCell } from "./latency-cells";
import type { LatencyLine } from "./latency-line";
import { RangeBar } from "./range-bar";

const column = createColumnHelper<DataTableFeatures, LatencyLine>();

/** @param range the metric that the range column draws, on a scale from 0 to `most` */
export function latencyColumns(range: LatencyMetric, most: number): DataColumn<LatencyLine>[] {
  return column.columns([
    column.accessor("order", {
      id: "tier",
      header: "Tier",
      enableHiding: false,
      meta: { pinned: true, className: "max-sm:max-w-40" },
      cell: ({ row }) => <TierCell line={row.original} />,
    }),
    column.accessor((line) => line.providerName.toLowerCase(), {
      id: "provider",
      header: "Provider",
      sortFn: "text",
      meta: { className: "max-sm:hidden" },
      cell: ({ row }) => <ProviderName line={row.original} />,
    }),
    column.accessor((line) => (line.published ? undefined : line.n), {
      id: "n",
      header: "n",
      sortDescFirst: true,
      meta: { numeric: true, definition: METRICS.n.definition, startsGroup: true },
      cell: ({ row }) => <CountCell line={row.original}>{formatCount(row.original.n)}</CountCell>,
    }),
    column.accessor((line) => line.availability ?? undefined, {
      id: "availability",
      header: "Avail.",
      sortDescFirst: true,
      meta: { label: "Availability", numeric: true, definition: METRICS.availability.definition },
      cell: ({ row }) => (
        <CountCell line={row.original}>{formatPercent(row.original.availability)}</CountCell>
      ),
    }),
    column.accessor((line) => (line.published ? undefined : line.rateLimited), {
      id: "rateLimited",
      header: "Limited",
      sortDescFirst: true,
      meta: { label: "Rate-limited", numeric: true, definition: METRICS.rateLimited.definition },
      cell: ({ row }) => <CountCell line={row.original}>{formatCount(row.original.rateLimited)}</CountCell>,
    }),
    column.group({
      id: "distribution",
      header: `${METRICS[range].label} range`,
      meta: { startsGroup: true, className: "max-sm:hidden" },
      columns: column.columns([
        column.display({
          id: "range",
          header: () => (
            <span className="flex w-20 justify-between font-normal text-faint text-xs">
              <span>0</span>
              <span>{formatLatency(range, most)}</span>
            </span>
          ),
          meta: { label: "Range", startsGroup: true, className: "max-sm:hidden" },
          cell: ({ row }) =>
            row.original.published ? null : (
              <RangeBar values={row.original[range]} most={most} tier={row.original.tier} />
            ),
        }),
      ]),
    }),
    ...LATENCY_METRICS.map((metric) => metricColumns(metric)),
  ]);
}

function metricColumns(metric: LatencyMetric) {
  const isThroughput = metric === "throughputTps";
  const { label } = METRICS[metric];
  return column.group({
    id: metric,
    header: () => <MetricLabel id={metric} label={isThroughput ? `${label}, tok/s` : label} />,
    meta: { startsGroup: true },
    columns: column.columns(
      PERCENTILES.map((percentile) =>
        column.accessor((line) => line[metric][percentile] ?? undefined, {
          id: `${metric}.${percentile}`,
          header: () => (
            <>
              <span className="sr-only">{`${label} `}</span>
              {percentile}
            </>
          ),
          sortDescFirst: isThroughput,
          meta: {
            label: `${label} ${percentile}`,
            definition: METRICS[percentile].definition,
            numeric: true,
            startsGroup: percentile === "p50",
          },
          cell: ({ row }) => <PercentileCell line={row.original} metric={metric} percentile={percentile} />,
        }),
      ),
    ),
  });
}
