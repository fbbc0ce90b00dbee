import { formatCount } from "@/components/numbers/format-metric";
import { Infotip } from "@/components/ui/infotip";
import { formatCostRange, type LaneEstimate, sumRanges } from "./lane-estimate";

/** What sending would come to, over all lanes. */
export function EstimateNote({ estimates }: { estimates: LaneEstimate[] }) {
  const tokens = estimates.map(({ inputTokens }) => inputTokens);
  const [least, most] = [Math.min(...tokens), Math.max(...tokens)];
  if (estimates.length === 0 || most === 0) return null;
  const range = least === most ? formatCount(most) : `${formatCount(least)}–${formatCount(most)}`;
  const cost = formatCostRange(sumRanges(estimates.map(({ costUsd }) => costUsd)));
  return (
    <Infotip
      description="Our estimate before sending: the tokens that go to a lane, earlier turns included, and the cost of all lanes together, from the prompt alone to the longest answers allowed."
      className="text-faint text-sm tabular-nums"
    >
      {`≈\u202f${range} tokens in · ${cost}`}
    </Infotip>
  );
}
