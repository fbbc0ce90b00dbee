"use client";

import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { toCsv } from "@/lib/csv";
import { type ExportRow, toJson } from "./export-rows";

/** Downloads what `rows` gives at the moment of the click. */
export function ExportMenu({ name, rows }: { name: string; rows: () => ExportRow[] }) {
  return (
    <Menu>
      <MenuTrigger
        render={
          <Button variant="ghost" size="md">
            <Download size={14} aria-hidden />
            Export
          </Button>
        }
      />
      <MenuContent>
        <MenuItem onClick={() => downloadText(`${name}.csv`, "text/csv", toCsv(rows()))}>
          CSV, as shown
        </MenuItem>
        <MenuItem onClick={() => downloadText(`${name}.json`, "application/json", toJson(rows()))}>
          JSON, as shown
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}

function downloadText(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // Some browsers begin to read only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
