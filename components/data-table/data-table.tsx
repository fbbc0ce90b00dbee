"use client";

import type { Row, RowData } from "@tanstack/react-table";
import { classNames } from "@/components/ui/class-names";
import { Table, TableBody, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { columnClassName, HeadCell } from "./head-cell";
import type { DataTableFeatures, DataTableModel } from "./table-features";

/** Rows that stand below all others, whatever the sort, under a line that says what they are. */
type RowsApart<Data> = { includes: (row: Data) => boolean; heading: string };

type DataTableProps<Data extends RowData> = {
  table: DataTableModel<Data>;
  label: string;
  /** How many columns a cell covers, its own included; 1 where not said. */
  cellSpan?: (row: Data, columnId: string) => number;
  rowClassName?: (row: Data) => string | undefined;
  apart?: RowsApart<Data>;
};

/** A dense table with a head that stays and sorts, a pinned first column, and sub-rows beneath their row. */
export function DataTable<Data extends RowData>({ table, label, apart, ...looks }: DataTableProps<Data>) {
  const { rows } = table.getRowModel();
  const isApart = (row: Row<DataTableFeatures, Data>) => apart?.includes(row.original) ?? false;
  const rowsApart = rows.filter(isApart);
  return (
    <Table
      label={label}
      containerClassName="max-h-[calc(100dvh-4.5rem)]"
      className="[&_:is(td,th)]:px-2 [&_:is(td,th):first-child]:pl-3 [&_:is(td,th):last-child]:pr-3"
    >
      <TableHead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => (
              <HeadCell key={header.id} table={table} header={header} />
            ))}
          </tr>
        ))}
      </TableHead>
      <TableBody>
        {rows
          .filter((row) => !isApart(row))
          .map((row) => (
            <BodyRow key={row.id} table={table} row={row} {...looks} />
          ))}
        {apart && rowsApart.length > 0 ? (
          <>
            <tr>
              <th
                scope="rowgroup"
                colSpan={table.getVisibleLeafColumns().length}
                className="border-b bg-sunken px-3 py-2 text-left font-normal text-muted text-sm"
              >
                <span className="sticky left-3">{apart.heading}</span>
              </th>
            </tr>
            {rowsApart.map((row) => (
              <BodyRow key={row.id} table={table} row={row} {...looks} />
            ))}
          </>
        ) : null}
      </TableBody>
    </Table>
  );
}

function BodyRow<Data extends RowData>({
  table,
  row,
  cellSpan,
  rowClassName,
}: Pick<DataTableProps<Data>, "table" | "cellSpan" | "rowClassName"> & {
  row: Row<DataTableFeatures, Data>;
}) {
  let covered = 0;
  return (
    <TableRow className={rowClassName?.(row.original)}>
      {row.getVisibleCells().map((cell) => {
        if (covered > 0) {
          covered -= 1;
          return null;
        }
        const meta = cell.column.columnDef.meta ?? {};
        const span = cellSpan?.(row.original, cell.column.id) ?? 1;
        covered = span - 1;
        return (
          <TableCell
            key={cell.id}
            colSpan={span}
            numeric={meta.numeric}
            className={classNames(
              columnClassName(meta),
              meta.pinned &&
                "bg-surface group-hover:bg-[color-mix(in_oklab,var(--hover)_60%,var(--surface))]",
            )}
          >
            <table.FlexRender cell={cell} />
          </TableCell>
        );
      })}
    </TableRow>
  );
}
