"use client";

import { createColumnHelper } from "@tanstack/react-table";
import type { DataColumn, DataTableFeatures } from "@/components/data-table/table-features";
import { AsOf } from "./as-of";
import { type CostPeriod, costOfMix, type TokenMix } from "./cost-of-mix";
import { CostCell, Limit, OfferCell, Price, ProviderCell, Unknown, UsePrice } from "./price-cells";
import type { PriceRow } from "./price-row";

const column = createColumnHelper<DataTableFeatures, PriceRow>();

/** Unknown sorts last in both directions, which undefined does and null doesn't. */
function decimal(price: string | null): number | undefined {
  return price === null ? undefined : Number(price);
}

const price = (id: "input" | "output" | "cacheRead" | "cacheWrite", header: string, label: string) =>
  column.accessor((row) => decimal(row.pricing[id]), {
    id,
    header,
    meta: { label, numeric: true, startsGroup: id === "input" },
    cell: ({ row }) => <Price usdPerMillion={row.original.pricing[id]} />,
  });

const PERIOD_WORDS: Record<CostPeriod, string> = { call: "Per call", day: "Per day", month: "Per 30 days" };

/** The table's columns; the cost column follows the calculator. */
export function priceColumns(mix: TokenMix, period: CostPeriod): DataColumn<PriceRow>[] {
  return column.columns([
    column.accessor("order", {
      id: "tier",
      header: "Tier",
      enableHiding: false,
      meta: { label: "Tier", pinned: true, className: "max-sm:max-w-40" },
      cell: ({ row }) => <OfferCell row={row.original} />,
    }),
    column.accessor((row) => row.providerName.toLowerCase(), {
      id: "provider",
      header: "Provider",
      sortFn: "text",
      meta: { label: "Provider", className: "max-sm:hidden" },
      cell: ({ row }) => <ProviderCell row={row.original} />,
    }),
    column.group({
      id: "mix",
      header: "Your mix, USD",
      meta: { startsGroup: true },
      columns: column.columns([
        column.accessor((row) => decimal(costOfMix(row.pricing, mix, period).usd), {
          id: "cost",
          header: PERIOD_WORDS[period],
          meta: { numeric: true, startsGroup: true, className: "font-medium" },
          cell: ({ row }) => <CostCell pricing={row.original.pricing} mix={mix} period={period} />,
        }),
      ]),
    }),
    column.group({
      id: "prices",
      header: "USD per 1M tokens",
      meta: { startsGroup: true },
      columns: column.columns([
        price("input", "Input", "Input price"),
        price("output", "Output", "Output price"),
        price("cacheRead", "Cache read", "Cache read price"),
        price("cacheWrite", "Cache write", "Cache write price"),
      ]),
    }),
    column.group({
      id: "extras",
      header: "USD per use",
      meta: { startsGroup: true },
      columns: column.columns([
        column.accessor((row) => decimal(row.pricing.perRequest.webSearch ?? null), {
          id: "webSearch",
          header: "Web search",
          meta: { numeric: true, startsGroup: true },
          cell: ({ row }) => <UsePrice usd={row.original.pricing.perRequest.webSearch ?? null} />,
        }),
      ]),
    }),
    column.group({
      id: "limits",
      header: "Tokens",
      meta: { startsGroup: true },
      columns: column.columns([
        column.accessor((row) => row.contextTokens ?? undefined, {
          id: "context",
          header: "Context",
          meta: { label: "Context tokens", numeric: true, startsGroup: true },
          cell: ({ row }) => <Limit tokens={row.original.contextTokens} />,
        }),
        column.accessor((row) => row.maxOutputTokens ?? undefined, {
          id: "maxOutput",
          header: "Max out",
          meta: { label: "Max output tokens", numeric: true },
          cell: ({ row }) => <Limit tokens={row.original.maxOutputTokens} />,
        }),
      ]),
    }),
    column.accessor((row) => row.quantization ?? undefined, {
      id: "quantization",
      header: "Quant",
      sortFn: "text",
      meta: { label: "Quantization", startsGroup: true },
      cell: ({ row }) => row.original.quantization ?? <Unknown />,
    }),
    column.accessor("asOf", {
      header: "As of",
      sortFn: "text",
      sortDescFirst: true,
      meta: {
        label: "As of",
        definition:
          "The day for which the price's source states it. A live source is named and dated by when it last said so; else it is our catalogue. Stale: older than 90 days. Gathered: the source has no date.",
      },
      cell: ({ row }) => <AsOf row={row.original} />,
    }),
  ]);
}
