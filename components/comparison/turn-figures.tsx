import {
  approximately,
  formatMs,
  formatThroughput,
  formatTokens,
  formatUsd,
  UNKNOWN,
} from "@/components/numbers/format-metric";
import { figuresOf } from "./lane-figures";
import { isLive, type LaneState } from "./lane-state";

/** An earlier turn's figures in one line: the head of the lane shows the newest one's. */
export function TurnFigures({ lane }: { lane: LaneState }) {
  if (isLive(lane)) return null;
  const { ttftMs, throughputTps, outputTokens, tokensEstimated, costUsd, costEstimated } = figuresOf(
    lane,
    null,
    null,
  );
  const tokens = formatTokens(outputTokens);
  const cost = formatUsd(costUsd);
  const words = [
    ttftMs === null ? null : `TTFT ${formatMs(ttftMs)}`,
    throughputTps === null ? null : formatThroughput(throughputTps),
    tokensEstimated ? approximately(tokens) : tokens,
    costEstimated ? approximately(cost) : cost,
  ].filter((word) => word !== null && word !== UNKNOWN);
  return words.length > 0 ? (
    <p className="mt-3 text-faint text-xs tabular-nums">{words.join(" · ")}</p>
  ) : null;
}
