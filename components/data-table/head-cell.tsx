"use client";

import type { Header, RowData } from "@tanstack/react-table";
import { classNames } from "@/components/ui/class-names";
import { TableHeaderCell } from "@/components/ui/table";
import { SortHeader } from "./sort-header";
import type { ColumnMeta, DataTableFeatures, DataTableModel } from "./table-features";

/** A column's head, which sorts where it can, or the head of a group of columns. */
export function HeadCell<Data extends RowData>({
  table,
  header,
}: {
  table: DataTableModel<Data>;
  header: Header<DataTableFeatures, Data>;
}) {
  const meta = header.column.columnDef.meta ?? {};
  const isGroup = header.subHeaders.length > 0;
  const className = classNames(
    columnClassName(meta),
    meta.pinned && "bg-sunken",
    isGroup ? "h-8 border-b-0 pt-1 font-normal text-faint text-xs" : null,
  );
  // A head cell without words would be announced as an empty header.
  if (header.isPlaceholder) return <td className={className} />;
  const content = <table.FlexRender header={header} />;
  if (isGroup || !header.column.getCanSort()) {
    return (
      <TableHeaderCell
        scope={isGroup ? "colgroup" : "col"}
        colSpan={header.colSpan}
        numeric={!isGroup && meta.numeric}
        className={className}
      >
        {content}
      </TableHeaderCell>
    );
  }
  const sorted = header.column.getIsSorted();
  return (
    <TableHeaderCell
      numeric={meta.numeric}
      aria-sort={sorted === false ? undefined : sorted === "asc" ? "ascending" : "descending"}
      className={className}
    >
      <SortHeader
        sorted={sorted}
        onSort={() => header.column.toggleSorting()}
        numeric={meta.numeric}
        definition={meta.definition}
      >
        {content}
      </SortHeader>
    </TableHeaderCell>
  );
}

/** What a column's head and cells share. */
export function columnClassName({ pinned, startsGroup, className }: ColumnMeta): string {
  return classNames(
    pinned && "sticky left-0 z-[1] transition-colors max-sm:border-r",
    startsGroup && "border-l",
    className,
  );
}
