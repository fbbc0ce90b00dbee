"use client";

import { Download, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useQueryStates } from "nuqs";
import { usePending } from "@/components/data-table/pending";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuLinkItem, MenuTrigger } from "@/components/ui/menu";
import { runFilterParams, serializeRunFilter } from "../search-params";

/** Reads the log again, and downloads all of it that the filters let through. */
export function LogActions() {
  const router = useRouter();
  const [isPending, startTransition] = usePending();
  const [filter] = useQueryStates(runFilterParams);
  const exportAs = (format: "csv" | "jsonl") =>
    serializeRunFilter(`/api/runs/export?format=${format}`, filter);
  return (
    <>
      <Button
        variant="ghost"
        disabled={isPending}
        focusableWhenDisabled
        onClick={() => startTransition(() => router.refresh())}
      >
        <RotateCw size={14} aria-hidden className={isPending ? "animate-spin" : undefined} />
        Refresh
      </Button>
      <Menu>
        <MenuTrigger
          render={
            <Button variant="ghost">
              <Download size={14} aria-hidden />
              Export
            </Button>
          }
        />
        <MenuContent>
          <MenuLinkItem href={exportAs("csv")} download>
            CSV, all that match
          </MenuLinkItem>
          <MenuLinkItem href={exportAs("jsonl")} download>
            JSONL with content, all that match
          </MenuLinkItem>
        </MenuContent>
      </Menu>
    </>
  );
}
