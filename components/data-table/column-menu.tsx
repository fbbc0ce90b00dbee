"use client";

import type { RowData } from "@tanstack/react-table";
import { Columns3 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheckboxItem, MenuContent, MenuTrigger } from "@/components/ui/menu";
import type { DataTableModel } from "./table-features";

/** Chooses columns. `onHide` gets the ids of all that are hidden after the click. */
export function ColumnMenu<Row extends RowData>({
  table,
  hiddenColumns,
  onHide,
}: {
  table: DataTableModel<Row>;
  hiddenColumns: readonly string[];
  onHide: (hiddenColumns: string[]) => void;
}) {
  return (
    <Menu>
      <MenuTrigger
        render={
          <Button variant="ghost" size="md">
            <Columns3 size={14} aria-hidden />
            Columns
          </Button>
        }
      />
      <MenuContent>
        {table
          .getAllLeafColumns()
          .filter((column) => column.getCanHide())
          .map((column) => (
            <MenuCheckboxItem
              key={column.id}
              checked={!hiddenColumns.includes(column.id)}
              onCheckedChange={(shown) =>
                onHide(shown ? hiddenColumns.filter((id) => id !== column.id) : [...hiddenColumns, column.id])
              }
            >
              {column.columnDef.meta?.label ?? String(column.columnDef.header)}
            </MenuCheckboxItem>
          ))}
      </MenuContent>
    </Menu>
  );
}
