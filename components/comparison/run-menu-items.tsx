"use client";

import { Cable, CodeXml, RotateCcw } from "lucide-react";
import { MenuCheckboxItem, MenuItem } from "@/components/ui/menu";
import type { Run } from "@/lib/runs/run";
import { useComparisonHandle } from "./comparison-context";
import type { LaneViewOptions } from "./lane-view-options";

const icon = "mx-px text-faint";

/** What a lane's menu offers once it has run. */
export function RunMenuItems({
  index,
  canRunAgain,
  run,
  options,
  onOpen,
}: {
  index: number;
  canRunAgain: boolean;
  /** The finished run. */
  run: Run | null;
  options: LaneViewOptions;
  onOpen: (dialog: "code" | "transcript") => void;
}) {
  const { session } = useComparisonHandle();
  return (
    <>
      <MenuCheckboxItem checked={options.raw} onCheckedChange={options.setRaw} closeOnClick>
        Show raw text
      </MenuCheckboxItem>
      <MenuItem disabled={!run || Object.keys(run.sent).length === 0} onClick={() => onOpen("code")}>
        <CodeXml size={14} aria-hidden className={icon} />
        Get code…
      </MenuItem>
      {session ? (
        <>
          <MenuItem disabled={!run} onClick={() => onOpen("transcript")}>
            <Cable size={14} aria-hidden className={icon} />
            Show wire transcript…
          </MenuItem>
          <MenuItem disabled={!canRunAgain} onClick={() => void session.retry(index)}>
            <RotateCcw size={14} aria-hidden className={icon} />
            Run this lane again
          </MenuItem>
        </>
      ) : null}
    </>
  );
}
