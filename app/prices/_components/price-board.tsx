"use client";

import { SearchX, TriangleAlert } from "lucide-react";
import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { DataTable } from "@/components/data-table/data-table";
import { ExportMenu } from "@/components/data-table/export-menu";
import { useDataTable } from "@/components/data-table/use-data-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PRICE_COLUMNS, priceParams } from "../search-params";
import { CostCalculator } from "./cost-calculator";
import { exportPrice } from "./export-price";
import { filterRows } from "./filter-rows";
import { priceColumns } from "./price-columns";
import { PriceFilters } from "./price-filters";
import type { PriceRow } from "./price-row";

const NO_FILTER = { q: null, tier: null, provider: null, retired: null, upstreams: null };

/** The price table with all that steers it; its state is the address. */
export function PriceBoard({ rows }: { rows: PriceRow[] }) {
  const [params, setParams] = useQueryStates(priceParams);
  const { q, tier, provider, retired, upstreams, demo, in: inputTokens, out: outputTokens, per } = params;
  const mix = useMemo(
    () => ({ inputTokens, cachedTokens: params.cached, outputTokens, callsPerDay: params.calls }),
    [inputTokens, params.cached, outputTokens, params.calls],
  );
  const columns = useMemo(() => priceColumns(mix, per), [mix, per]);
  const shown = useMemo(
    () => filterRows(rows, { q, tier, provider, retired, upstreams, demo }),
    [rows, q, tier, provider, retired, upstreams, demo],
  );
  const table = useDataTable({
    columns,
    rows: shown,
    subRowsOf: routesOf,
    sort: params.sort,
    onSortChange: (sort) => setParams({ sort: sort.id === "tier" && !sort.desc ? null : sort }),
    hiddenColumns: params.hide,
  });

  return (
    <div className="flex flex-col gap-4">
      <CostCalculator
        mix={mix}
        period={per}
        onMixChange={(change) =>
          setParams({
            in: change.inputTokens,
            cached: change.cachedTokens,
            out: change.outputTokens,
            calls: change.callsPerDay,
          })
        }
        onPeriodChange={(period) => setParams({ per: period })}
      />
      <PriceFilters rows={rows}>
        <div className="col-span-2 flex items-center max-sm:-mx-3 sm:ml-auto">
          <ColumnMenu
            table={table}
            hiddenColumns={params.hide}
            onHide={(hidden) => setParams({ hide: PRICE_COLUMNS.filter((id) => hidden.includes(id)) })}
          />
          <ExportMenu
            name="glimpse-prices"
            rows={() => table.getRowModel().rows.map((row) => exportPrice(row.original, mix))}
          />
        </div>
      </PriceFilters>
      {shown.length === 0 ? (
        <EmptyState
          className="rounded-lg border bg-surface"
          icon={<SearchX size={20} aria-hidden />}
          title="No offer matches"
          description="No price fits all of these filters."
          action={<Button onClick={() => setParams(NO_FILTER)}>Clear filters</Button>}
        />
      ) : (
        <DataTable table={table} label="Prices" apart={DEMO_APART} />
      )}
      <Legend rows={shown} />
    </div>
  );
}

const DEMO_APART = {
  includes: (row: PriceRow) => row.simulated,
  heading:
    "Simulated: Demo runs are priced at Z.ai's list prices, but nothing is called and nothing is charged.",
};

const routesOf = (row: PriceRow) => row.routes;

/** How to read the table, and how old it is. */
function Legend({ rows }: { rows: PriceRow[] }) {
  const prices = rows.filter((row) => !row.simulated).flatMap((row) => [row, ...row.routes]);
  const stale = prices.filter((row) => row.isStale).length;
  const disputed = prices.filter((row) => row.disagreement).length;
  return (
    <p className="text-pretty text-faint text-sm">
      {`${prices.length} prices, ${stale} of them stale (their source is older than 90 days). “—” is unknown, “free” is a price of 0. `}
      {disputed > 0 ? (
        <>
          <TriangleAlert size={12} aria-hidden className="mr-1 inline text-warning" />
          {`${disputed === 1 ? "1 is priced" : `${disputed} are priced`} differently by another source: open its mark to compare. `}
        </>
      ) : null}
      A run is priced at the upstream that answered, else at the offer&rsquo;s own price, and keeps that price
      for good.
    </p>
  );
}
