"use client";

import { type RowData, useTable } from "@tanstack/react-table";
import { useMemo } from "react";
import type { Sort } from "./sort-param";
import { type DataColumn, type DataTableModel, dataTableFeatures } from "./table-features";

/**
 * A table whose sort and hidden columns live elsewhere, such as in the address. Rows may have sub-rows, which stay
 * beneath their row whatever the sort; unknown values (undefined) come last in both directions.
 */
export function useDataTable<Row extends RowData & { id: string }>({
  columns,
  rows,
  subRowsOf,
  sort,
  onSortChange,
  hiddenColumns,
}: {
  columns: DataColumn<Row>[];
  rows: Row[];
  subRowsOf?: (row: Row) => Row[];
  sort: Sort;
  onSortChange: (sort: Sort) => void;
  hiddenColumns: readonly string[];
}): DataTableModel<Row> {
  const columnVisibility = useMemo(
    () => Object.fromEntries(hiddenColumns.map((id) => [id, false])),
    [hiddenColumns],
  );
  const sorting = useMemo(() => [sort], [sort]);
  return useTable<typeof dataTableFeatures, Row>({
    features: dataTableFeatures,
    columns,
    data: rows,
    getRowId: (row) => row.id,
    getSubRows: subRowsOf,
    defaultColumn: { sortUndefined: "last", sortFn: "basic", sortDescFirst: false },
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: { sorting, columnVisibility, expanded: true },
    onSortingChange: (updater) => {
      const [next] = typeof updater === "function" ? updater(sorting) : updater;
      if (next) onSortChange(next);
    },
  });
}
