"use client";

import type { ReactNode } from "react";
import type { Lane } from "@/lib/runs/run";
import { useComparison } from "./comparison-context";
import { LaneBody } from "./lane-body";
import { LaneHead } from "./lane-head";
import { newestLane } from "./lane-state";
import { useLaneViewOptions } from "./lane-view-options";

/** One lane: its head and, once it has run, its conversation. */
export function LaneColumn({
  setup,
  result,
  identity,
  menu,
  empty,
}: {
  setup: Lane;
  /** The lane's place in the comparison; null when it hasn't run. */
  result: number | null;
  identity?: ReactNode;
  menu?: ReactNode;
  /** What stands in the place of an answer before there is one. */
  empty?: ReactNode;
}) {
  const lane = useComparison((state) => (result === null ? undefined : newestLane(state.turns, result)));
  const options = useLaneViewOptions();
  return (
    <>
      <LaneHead setup={setup} lane={lane ?? null} options={options} identity={identity} menu={menu} />
      {lane ? <LaneBody lane={lane} raw={options.raw} /> : empty}
    </>
  );
}
