"use client";

import { SearchX } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ChoiceFilter } from "@/components/data-table/choice-filter";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { DataTable } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import { useDataTable } from "@/components/data-table/use-data-table";
import { TierMark } from "@/components/tier-mark";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LATENCY_METRICS, type LatencyWindow } from "@/lib/stats/latency";
import { LATENCY_COLUMNS, latencyParams, PERCENTILES } from "../search-params";
import { exportLatency } from "./export-latency";
import { latencyColumns } from "./latency-columns";
import type { LatencyLine } from "./latency-line";
import { mostOf } from "./range-bar";

/** The latency table with its filters; its state is the address. */
export function LatencyBoard({ lines, window }: { lines: LatencyLine[]; window: LatencyWindow }) {
  const [{ tier, provider, sort, hide }, setParams] = useQueryStates(latencyParams);
  const shown = useMemo(
    () =>
      lines.filter(
        (line) => (tier === null || line.tier === tier) && (provider === null || line.provider === provider),
      ),
    [lines, tier, provider],
  );
  // The drawing follows the metric that sorts.
  const range = LATENCY_METRICS.find((metric) => sort.id.startsWith(`${metric}.`)) ?? "ttftMs";
  const most = mostOf(shown.flatMap((line) => [line, ...line.upstreams]).map((line) => line[range]));
  const columns = useMemo(() => latencyColumns(range, most), [range, most]);
  const table = useDataTable({
    columns,
    rows: shown,
    subRowsOf: upstreamsOf,
    sort,
    onSortChange: (next) => setParams({ sort: next }),
    hiddenColumns: hide,
  });

  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap">
        <ChoiceFilter
          label="Tier"
          allLabel="All tiers"
          value={tier}
          onValueChange={(next) => setParams({ tier: next })}
          options={distinct(lines, (line) => ({
            value: line.tier,
            label: <TierMark tier={line.tier} name={line.tierName} />,
          }))}
        />
        <ChoiceFilter
          label="Provider"
          allLabel="All providers"
          value={provider}
          onValueChange={(next) => setParams({ provider: next })}
          options={distinct(lines, (line) => ({ value: line.provider, label: line.providerName }))}
        />
        <div className="col-span-2 flex items-center max-sm:-mx-3 sm:ml-auto">
          <ColumnMenu
            table={table}
            hiddenColumns={hide}
            onHide={(hidden) => setParams({ hide: LATENCY_COLUMNS.filter((id) => hidden.includes(id)) })}
          />
          <ExportMenu
            name={`glimpse-latency-${window}`}
            rows={() => table.getRowModel().rows.map((row) => exportLatency(row.original, window))}
          />
        </div>
      </div>
      {shown.length === 0 ? (
        <EmptyState
          className="rounded-lg border bg-surface"
          icon={<SearchX size={20} aria-hidden />}
          title="No offer matches"
          description="Nothing was measured of this tier at this provider in the window."
          action={<Button onClick={() => setParams({ tier: null, provider: null })}>Clear filters</Button>}
        />
      ) : (
        <DataTable table={table} label={`Latency, window ${window}`} cellSpan={spanOf} />
      )}
    </div>
  );
}

const upstreamsOf = (line: LatencyLine) => line.upstreams;

/** Where there are only samples, they take the place of all three percentiles. */
function spanOf(line: LatencyLine, columnId: string): number {
  const metric = LATENCY_METRICS.find((known) => columnId === `${known}.p50`);
  return metric && line[metric].samples ? PERCENTILES.length : 1;
}

function distinct<Option extends { value: string }>(
  lines: LatencyLine[],
  optionOf: (line: LatencyLine) => Option,
) {
  return [...new Map(lines.map(optionOf).map((option) => [option.value, option])).values()];
}
