"use client";

import { Ellipsis, RotateCcw, Square } from "lucide-react";
import { memo, type ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton, iconButtonClassName } from "@/components/ui/icon-button";
import {
  Menu,
  MenuCheckboxItem,
  MenuContent,
  MenuItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { Run } from "@/lib/runs/run";
import { useComparisonHandle } from "./comparison-context";
import { newestLane, textOf } from "./lane-state";
import type { LaneViewOptions } from "./lane-view-options";
import { RunDetails } from "./run-details";

type Props = {
  /** The lane's place in the comparison; null before it has run. */
  index: number | null;
  live: boolean;
  /** Whether the server has named its run. */
  named: boolean;
  /** The finished run. */
  run: Run | null;
  options: LaneViewOptions;
  menu?: ReactNode;
};

/** What can be done with one lane. Its props stand still while the lane streams. */
export const LaneActions = memo(function LaneActions({ index, live, named, run, options, menu }: Props) {
  const { session, store } = useComparisonHandle();
  const answer = () => textOf(newestLane(store.get().turns, index ?? -1)?.parts ?? [], "text");
  return (
    <div data-print="hide" className="-mr-2 flex items-center">
      {index !== null && live && session ? <StopButton index={index} disabled={!named} /> : null}
      {run ? (
        <>
          <CopyButton text={answer} label="Copy answer" size="md" disabled={run.content?.text === ""} />
          <RunDetails run={run} />
        </>
      ) : null}
      {index !== null || menu ? (
        <Menu>
          <MenuTrigger aria-label="More for this lane" className={iconButtonClassName()}>
            <Ellipsis size={16} aria-hidden />
          </MenuTrigger>
          <MenuContent>
            {index !== null ? (
              <MenuCheckboxItem checked={options.raw} onCheckedChange={options.setRaw} closeOnClick>
                Show raw text
              </MenuCheckboxItem>
            ) : null}
            {index !== null && session ? (
              <MenuItem disabled={live || !named} onClick={() => void session.retry(index)}>
                <RotateCcw size={14} aria-hidden className="mx-px text-faint" />
                Run this lane again
              </MenuItem>
            ) : null}
            {index !== null && menu ? <MenuSeparator /> : null}
            {menu}
          </MenuContent>
        </Menu>
      ) : null}
    </div>
  );
});

function StopButton({ index, disabled }: { index: number; disabled: boolean }) {
  const { session } = useComparisonHandle();
  const toast = useToast();

  async function stop() {
    try {
      await session?.stop(index);
    } catch (error) {
      toast.add({ title: "Could not stop", description: error instanceof Error ? error.message : undefined });
    }
  }

  return (
    <IconButton label="Stop" onClick={stop} disabled={disabled}>
      <Square size={13} aria-hidden fill="currentColor" />
    </IconButton>
  );
}
