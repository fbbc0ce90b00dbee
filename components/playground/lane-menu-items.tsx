"use client";

import { ArrowLeft, ArrowRight, Copy, SlidersHorizontal, Trash2 } from "lucide-react";
import { MenuItem } from "@/components/ui/menu";
import { MAX_LANES } from "@/lib/runs/settings";
import type { SetupEditor } from "./use-setup";

const icon = "mx-px text-faint";

/** What a lane's menu offers while lanes can be changed. */
export function LaneMenuItems({
  index,
  setup,
  disabled,
  onSettings,
}: {
  index: number;
  setup: SetupEditor;
  disabled: boolean;
  onSettings: () => void;
}) {
  const count = setup.lanes.length;
  return (
    <>
      <MenuItem onClick={onSettings} disabled={disabled}>
        <SlidersHorizontal size={14} aria-hidden className={icon} />
        Lane settings…
      </MenuItem>
      <MenuItem disabled={disabled || count >= MAX_LANES} onClick={() => setup.duplicateLane(index)}>
        <Copy size={14} aria-hidden className={icon} />
        Duplicate
      </MenuItem>
      <MenuItem disabled={index === 0} onClick={() => setup.moveLane(index, index - 1)}>
        <ArrowLeft size={14} aria-hidden className={icon} />
        Move left
      </MenuItem>
      <MenuItem disabled={index === count - 1} onClick={() => setup.moveLane(index, index + 1)}>
        <ArrowRight size={14} aria-hidden className={icon} />
        Move right
      </MenuItem>
      <MenuItem disabled={disabled || count === 1} onClick={() => setup.removeLane(index)}>
        <Trash2 size={14} aria-hidden className={icon} />
        Remove
      </MenuItem>
    </>
  );
}
