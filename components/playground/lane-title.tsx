"use client";

import { GripVertical } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import type { Lane } from "@/lib/runs/run";
import { OfferPicker } from "./offer-picker";
import type { SetupEditor } from "./use-setup";

/** What a dragged lane carries; nothing that is dropped from elsewhere has it. */
export const LANE_DRAG_TYPE = "application/x-glimpse-lane";

/** A lane's name where it can be changed: a grip to reorder by, and the offer, which opens into a list. */
export function LaneTitle({
  lane,
  index,
  setup,
  disabled,
}: {
  lane: Lane;
  index: number;
  setup: SetupEditor;
  disabled: boolean;
}) {
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setup.moveLane(index, index + step);
  }

  return (
    <>
      {setup.lanes.length > 1 ? (
        <Tooltip content="Drag, or press ← →, to reorder">
          <button
            type="button"
            aria-label={`Reorder lane ${index + 1}: drag, or press the arrow keys`}
            draggable={!disabled}
            disabled={disabled}
            onKeyDown={onKeyDown}
            onDragStart={(event) => {
              event.dataTransfer.setData(LANE_DRAG_TYPE, `${index}`);
              event.dataTransfer.effectAllowed = "move";
            }}
            className="-ml-2.5 mr-1.5 grid h-8 w-6 shrink-0 cursor-grab place-items-center rounded-md text-faint hover:bg-hover hover:text-text active:cursor-grabbing disabled:opacity-40 pointer-coarse:h-11 print:hidden"
          >
            <GripVertical size={14} aria-hidden />
          </button>
        </Tooltip>
      ) : null}
      <OfferPicker
        value={lane.offer}
        onChange={(offer) => setup.setLane(index, { ...lane, offer, upstream: null, dialect: null })}
      />
    </>
  );
}
