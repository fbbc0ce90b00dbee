import { Badge } from "@/components/ui/badge";
import { Infotip } from "@/components/ui/infotip";

/** Stands wherever a figure comes from the Demo provider. */
export function SimulatedBadge() {
  return (
    <Infotip
      className="flex"
      description="From the Demo provider: the answer, speed and cost are made up. Never part of latency, spend or leaderboard figures."
    >
      <Badge tone="warning">simulated</Badge>
    </Infotip>
  );
}
