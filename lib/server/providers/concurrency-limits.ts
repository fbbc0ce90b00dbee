import { env } from "../env";
import type { CallablePlan } from "../plan-lane";
import type { SlotLimit } from "../slots";

type Limit = { name: string; mostCalls: number };

/** How many calls may run at once at the plan's provider, and of its offer: as the operator says, else as the provider does. */
function limitsOf({ offer, adapter }: Pick<CallablePlan, "offer" | "adapter">): Limit[] {
  const configured = env().GLIMPSE_PROVIDER_CONCURRENCY;
  const limits = [
    { name: offer.provider, mostCalls: configured.get(offer.provider) },
    { name: offer.id, mostCalls: configured.get(offer.id) ?? adapter.callsAtOnce?.[offer.tier] },
  ];
  return limits.flatMap(({ name, mostCalls }) => (mostCalls === undefined ? [] : [{ name, mostCalls }]));
}

/** Whether a run may have to wait for others of its provider. */
export function mayQueue(plan: Pick<CallablePlan, "offer" | "adapter">): boolean {
  return limitsOf(plan).length > 0;
}

/** The limits that a call of this plan comes under. Providers count by key, so another address or key has its own. */
export async function slotLimitsOf(plan: CallablePlan): Promise<SlotLimit[]> {
  // An endpoint that can't be read is for the call to report.
  const endpoint = await plan.endpoint().catch(() => null);
  if (!endpoint) return [];
  const { baseUrl, apiKey } = endpoint;
  return limitsOf(plan).map(({ name, mostCalls }) => ({
    key: JSON.stringify([name, baseUrl, apiKey]),
    mostCalls,
  }));
}
