"use client";

import { Ellipsis, Square } from "lucide-react";
import { memo, type ReactNode, useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton, iconButtonClassName } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { Run } from "@/lib/runs/run";
import { CallCodeDialog } from "./call-code-dialog";
import { useComparisonHandle } from "./comparison-context";
import { newestLane, textOf } from "./lane-state";
import type { LaneViewOptions } from "./lane-view-options";
import { RunDetails } from "./run-details";
import { RunMenuItems } from "./run-menu-items";
import { TranscriptDialog } from "./transcript-dialog";

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
  const [dialog, setDialog] = useState<"code" | "transcript" | null>(null);
  const answer = () => textOf(newestLane(store.get().turns, index ?? -1)?.parts ?? [], "text");
  const close = (open: boolean) => !open && setDialog(null);
  return (
    <div data-print="hide" className="-mr-2 flex items-center">
      {index !== null && live && session ? <StopButton index={index} disabled={!named} /> : null}
      {run ? (
        <>
          <CopyButton text={answer} label="Copy answer" size="md" disabled={run.content?.text === ""} />
          <RunDetails run={run} />
          <CallCodeDialog run={run} open={dialog === "code"} onOpenChange={close} />
          <TranscriptDialog run={run} open={dialog === "transcript"} onOpenChange={close} />
        </>
      ) : null}
      {index !== null || menu ? (
        <Menu>
          <MenuTrigger aria-label="More for this lane" className={iconButtonClassName()}>
            <Ellipsis size={16} aria-hidden />
          </MenuTrigger>
          <MenuContent>
            {index === null ? null : (
              <RunMenuItems
                index={index}
                canRunAgain={!live && named}
                run={run}
                options={options}
                onOpen={setDialog}
              />
            )}
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
