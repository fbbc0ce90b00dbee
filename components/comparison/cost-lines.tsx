import { FigureLine } from "@/components/figure-line";
import { approximately, formatPercent, formatUsd } from "@/components/numbers/format-metric";
import { Badge } from "@/components/ui/badge";
import { Infotip } from "@/components/ui/infotip";
import { costDrift, isNotable } from "@/lib/pricing/cost-drift";
import type { Cost, Usage } from "@/lib/runs/run";

/** The three costs of a run and the one that is billed, side by side, with how far others are from ours. */
export function CostLines({ cost, usage }: { cost: Cost; usage: Usage | null }) {
  const computed = formatUsd(cost.computedUsd);
  return (
    <dl className="flex flex-col text-sm">
      <FigureLine id="costUsd" label="Billed" value={formatUsd(cost.billedUsd)} strong />
      <FigureLine
        id="computedUsd"
        label="Computed"
        value={usage?.source === "estimated" ? approximately(computed) : computed}
      />
      <FigureLine
        id="reportedUsd"
        label="Reported"
        value={formatUsd(cost.reportedUsd)}
        aside={<Drift share={costDrift(cost.reportedUsd, cost.computedUsd)} />}
      />
      <FigureLine
        label="Looked up"
        definition="What a later look-up of this generation at the provider said it cost."
        value={formatUsd(cost.lookedUpUsd)}
        aside={<Drift share={costDrift(cost.lookedUpUsd, cost.computedUsd)} />}
      />
    </dl>
  );
}

function Drift({ share }: { share: number | null }) {
  if (share === null) return null;
  const text = `${share > 0 ? "+" : ""}${formatPercent(share)}`;
  return (
    <Infotip description="Drift: how far this is from the computed cost. More than 1 % is marked.">
      {isNotable(share) ? (
        <Badge tone="warning">drift {text}</Badge>
      ) : (
        <span className="text-faint">{text}</span>
      )}
    </Infotip>
  );
}
