import {
  type ColumnDef,
  columnVisibilityFeature,
  createExpandedRowModel,
  createSortedRowModel,
  type ReactTable,
  type RowData,
  rowExpandingFeature,
  rowSortingFeature,
  sortFn_basic,
  sortFn_text,
  tableFeatures,
} from "@tanstack/react-table";

/** What a column tells the table about its looks. */
export type ColumnMeta = {
  /** Its name in the column menu, where the head is terse or no text. */
  label?: string;
  /** Right-aligned, in tabular figures. */
  numeric?: boolean;
  /** Opens on hover and focus of its sort button. */
  definition?: string;
  /** Stays in view when the table scrolls sideways; for the first column only. */
  pinned?: boolean;
  /** A hairline before it: a group of columns begins. */
  startsGroup?: boolean;
  className?: string;
};

export const dataTableFeatures = tableFeatures({
  rowSortingFeature,
  rowExpandingFeature,
  columnVisibilityFeature,
  sortedRowModel: createSortedRowModel(),
  expandedRowModel: createExpandedRowModel(),
  sortFns: { basic: sortFn_basic, text: sortFn_text },
  columnMeta: {} as ColumnMeta,
});

export type DataTableFeatures = typeof dataTableFeatures;
export type DataColumn<Row extends RowData> = ColumnDef<DataTableFeatures, Row>;
export type DataTableModel<Row extends RowData> = ReactTable<DataTableFeatures, Row>;
