"use client";

import { useMemo } from "react";
import { estimateTokenCount } from "tokenx";
import { Metric } from "@/components/metric";
import {
  approximately,
  formatCount,
  formatMs,
  formatThroughput,
  formatUsd,
} from "@/components/numbers/format-metric";
import type { Lane } from "@/lib/runs/run";
import { bestLanes, type ComparedMetric } from "./best-lanes";
import { useCatalog } from "./catalog-context";
import { useComparison } from "./comparison-context";
import { figuresOf } from "./lane-figures";
import { pricingOf } from "./lane-pricing";
import { type LaneState, newestTurnOf, type TurnState } from "./lane-state";
import { tokensBefore } from "./tokens-before";

/** The five figures of a lane: live while it runs, the best of all lanes marked once all have ended. */
export function LaneMetrics({ lane, setup }: { lane: LaneState; setup: Lane }) {
  const catalog = useCatalog();
  const turn = useComparison((state) => newestTurnOf(state.turns, lane.lane));
  const prompt = useComparison((state) => state.turns[turn]?.prompt ?? "");
  const instructions = useComparison((state) => state.instructions ?? "");
  const earlierTokens = useComparison((state) => tokensBefore(state.turns, turn, lane.lane));
  const promptTokens = useMemo(
    () => earlierTokens + estimateTokenCount(earlierTokens > 0 ? prompt : instructions + prompt),
    [earlierTokens, instructions, prompt],
  );
  const isBest = (metric: ComparedMetric) => best.split(" ").includes(metric);
  const best = useComparison((state) => bestAt(state.turns[turn], lane.lane));
  const figures = figuresOf(lane, pricingOf(catalog.offer(lane.offer), setup.upstream), promptTokens);
  const tokens = formatCount(figures.outputTokens);
  const cost = formatUsd(figures.costUsd);
  return (
    <dl className="flex justify-between gap-x-2">
      <Metric id="ttftMs" value={formatMs(figures.ttftMs)} best={isBest("ttftMs")} />
      <Metric id="firstAnswerMs" value={formatMs(figures.firstAnswerMs)} best={isBest("firstAnswerMs")} />
      <Metric
        id="throughputTps"
        value={formatThroughput(figures.throughputTps)}
        best={isBest("throughputTps")}
      />
      <Metric id="outputTokens" value={figures.tokensEstimated ? approximately(tokens) : tokens} />
      <Metric
        id="costUsd"
        value={figures.costEstimated ? approximately(cost) : cost}
        best={isBest("costUsd")}
      />
    </dl>
  );
}

const cache = new WeakMap<TurnState, string[]>();

/** The metrics that a lane is best at, as words; worked out once for all lanes of a turn. */
function bestAt(turn: TurnState | undefined, index: number): string {
  if (!turn) return "";
  let words = cache.get(turn);
  if (!words) {
    const marks = Object.entries(
      bestLanes(
        turn.lanes,
        turn.lanes.map((lane) => figuresOf(lane, null, null)),
      ),
    );
    words = turn.lanes.map((_, at) =>
      marks.flatMap(([metric, lanes]) => (lanes.has(at) ? [metric] : [])).join(" "),
    );
    cache.set(turn, words);
  }
  return words[turn.lanes.findIndex(({ lane }) => lane === index)] ?? "";
}
