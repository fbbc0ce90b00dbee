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
import { Switch } from "@/components/ui/switch";
import { LATENCY_METRICS, type LatencyWindow } from "@/lib/stats/latency";
import { LATENCY_COLUMNS, latencyParams } from "../search-params";
import { cellSpan } from "./cell-span";
import { exportLatency } from "./export-latency";
import { latencyColumns } from "./latency-columns";
import { type LatencyLine, measuredOnly } from "./latency-line";
import { mostOf } from "./range-bar";

/** The latency table with its filters; its state is the address. */
export function LatencyBoard({ lines, window }: { lines: LatencyLine[]; window: LatencyWindow }) {
  const [{ tier, provider, sort, hide, published }, setParams] = useQueryStates(latencyParams);
  const measured = useMemo(() => measuredOnly(lines), [lines]);
  const offered = published ? lines : measured;
  const shown = useMemo(
    () =>
      offered.filter(
        (line) => (tier === null || line.tier === tier) && (provider === null || line.provider === provider),
      ),
    [offered, tier, provider],
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
          options={distinct(offered, (line) => ({
            value: line.tier,
            label: <TierMark tier={line.tier} name={line.tierName} />,
          }))}
        />
        <ChoiceFilter
          label="Provider"
          allLabel="All providers"
          value={provider}
          onValueChange={(next) => setParams({ provider: next })}
          options={distinct(offered, (line) => ({ value: line.provider, label: line.providerName }))}
        />
        {lines.some(publishes) ? (
          // biome-ignore lint/a11y/noLabelWithoutControl: Switch is a control, which the rule can't see
          <label className="flex h-8 items-center gap-2 text-base pointer-coarse:h-11 max-sm:col-span-2 sm:px-1">
            <Switch
              aria-label="Show published"
              checked={published}
              onCheckedChange={(next) => setParams({ published: next })}
            />
            Show published
          </label>
        ) : null}
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
      {offered.length === 0 ? null : shown.length === 0 ? (
        <EmptyState
          className="rounded-lg border bg-surface"
          icon={<SearchX size={20} aria-hidden />}
          title="No offer matches"
          description="Nothing is known of this tier at this provider in the window."
          action={<Button onClick={() => setParams({ tier: null, provider: null })}>Clear filters</Button>}
        />
      ) : (
        <DataTable
          table={table}
          label={`Latency, window ${window}`}
          cellSpan={(line, columnId) => cellSpan(line, columnId, hide)}
          apart={UNMEASURED_APART}
        />
      )}
    </div>
  );
}

const upstreamsOf = (line: LatencyLine) => line.upstreams;

const publishes = (line: LatencyLine): boolean => line.published !== null || line.upstreams.some(publishes);

/** Without a run of ours there is nothing to rank by. */
const UNMEASURED_APART = {
  includes: (line: LatencyLine) => !line.isMeasured,
  heading: "Published only: nothing measured here in this window.",
};

function distinct<Option extends { value: string }>(
  lines: LatencyLine[],
  optionOf: (line: LatencyLine) => Option,
) {
  return [...new Map(lines.map(optionOf).map((option) => [option.value, option])).values()];
}
