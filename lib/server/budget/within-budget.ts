import type { DayLimits, OverBudget } from "@/db/queries/budget";
import type { NewRun } from "@/db/queries/runs";
import { usdToPico } from "@/lib/pricing/money";
import { type LanePlan, refused } from "../plan-lane";
import { type LaneInput, worstCaseOfLane } from "./worst-case-of-lane";

/** A plan that is allowed so far, and what its run is to have set aside (USD); null: nothing needs to be. */
export type Budgeted = { plan: LanePlan; reservedUsd: string | null };

/**
 * What a plan's run may cost at worst. Nothing is asked of it without limits, at the simulated provider, where it is
 * free, and where a visitor pays for it with a key of their own. Where the worst is unknown it is refused, unless its server is the operator's own.
 */
export function budgeted(plan: LanePlan, input: LaneInput, limits: DayLimits | null): Budgeted {
  const { callable, lane } = plan;
  const isPaid = callable && callable.provider.kind !== "simulated" && callable.keySource !== "session";
  if (!limits || !isPaid) return { plan, reservedUsd: null };
  const usd = worstCaseOfLane(lane, callable, input);
  if (usd !== null) return { plan, reservedUsd: usdToPico(usd) > 0n ? usd : null };
  if (callable.provider.kind === "local") return { plan, reservedUsd: null };
  const message =
    `There is a budget, and what ${callable.offer.id} may cost at most is unknown, so it was not called. ` +
    "Choose an offer with a known price, or set maxOutputTokens where only the largest output is unknown.";
  return { plan: refused(lane, "budget", "unknown-cost", message), reservedUsd: null };
}

/** The launches, those that a budget had no room for refused. */
export function withinBudget<Launch extends { row: NewRun; plan: LanePlan }>(
  launches: Launch[],
  over: OverBudget,
): Launch[] {
  return launches.map((launch) => {
    const leftUsd = over.get(launch.row.id);
    if (leftUsd === undefined) return launch;
    const message =
      `It may cost up to $${plain(launch.row.reservedUsd ?? "0")}, and $${plain(leftUsd)} of today's budget is left; it was not called. ` +
      "Answers that still stream may give some of it back. A lower maxOutputTokens needs less, a free offer nothing.";
    return { ...launch, plan: refused(launch.plan.lane, "budget", "over-budget", message) };
  });
}

/** USD without the zeros at its end. */
function plain(usd: string): string {
  return usd.replace(/\.?0+$/, "");
}
