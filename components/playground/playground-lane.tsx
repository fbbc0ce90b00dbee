"use client";

import { type DragEvent, memo, useState } from "react";
import { LaneColumn } from "@/components/comparison/lane-column";
import { classNames } from "@/components/ui/class-names";
import type { LaneEstimate } from "./lane-estimate";
import { LaneFacts } from "./lane-facts";
import { LaneMenuItems } from "./lane-menu-items";
import { LaneSettingsDialog } from "./lane-settings-dialog";
import { LANE_DRAG_TYPE, LaneTitle } from "./lane-title";
import type { SetupEditor } from "./use-setup";

/** A lane that can be changed, moved and taken away; below it, its answer or what is known before there is one. */
export const PlaygroundLane = memo(function PlaygroundLane({
  index,
  setup,
  result,
  estimate,
  live,
}: {
  index: number;
  setup: SetupEditor;
  result: number | null;
  /** Null once the lane has run. */
  estimate: LaneEstimate | null;
  live: boolean;
}) {
  const [configuring, setConfiguring] = useState(false);
  const { over, handlers } = useLaneDrop((from) => setup.moveLane(from, index));
  const lane = setup.lanes[index];
  if (!lane) return null;
  return (
    <fieldset
      aria-label={`Lane ${index + 1}`}
      {...handlers}
      data-print="expand"
      className={classNames("flex min-h-0 min-w-0 flex-1 flex-col", over && "bg-accent-soft")}
    >
      <LaneColumn
        setup={lane}
        result={result}
        identity={<LaneTitle lane={lane} index={index} setup={setup} disabled={live} />}
        menu={
          <LaneMenuItems
            index={index}
            setup={setup}
            disabled={live}
            onSettings={() => setConfiguring(true)}
          />
        }
        empty={estimate ? <LaneFacts lane={lane} estimate={estimate} /> : null}
      />
      <LaneSettingsDialog
        lane={lane}
        open={configuring}
        onOpenChange={setConfiguring}
        onChange={(next) => setup.setLane(index, next)}
      />
    </fieldset>
  );
});

function useLaneDrop(onDropLane: (from: number) => void) {
  const [over, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes(LANE_DRAG_TYPE)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      setOver(false);
      const from = event.dataTransfer.getData(LANE_DRAG_TYPE);
      if (from === "") return;
      event.preventDefault();
      onDropLane(Number(from));
    },
  };
  return { over, handlers };
}
