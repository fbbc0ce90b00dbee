import { createHmac } from "node:crypto";
import type { DayLimits } from "@/db/queries/budget";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { env } from "../env";
import { serverMode } from "../mode";
import { derivePassword } from "../secrets";

/** A visitor's part of the day's budget, where the operator does not name one. */
const VISITORS_TENTH = 10n;

/** How many visitors' parts a network has: it may be an office's. A visitor is but a cookie, and cookies are free. */
const VISITORS_OF_A_NETWORK = 2n;

/**
 * What may be spent on `now`'s UTC day by all owners together, by this one, and by all visitors of its network; null
 * where nothing limits it.
 *
 * @param network where the request came from; null where nobody knows
 */
export async function dayLimits(owner: string, network: string | null, now: Date): Promise<DayLimits | null> {
  const { GLIMPSE_BUDGET_USD_PER_DAY: all = null, GLIMPSE_VISITOR_BUDGET_USD_PER_DAY: visitors } = env();
  const isVisitor = serverMode() === "public" && owner !== "local";
  const own = isVisitor ? (visitors ?? tenthOf(all)) : null;
  if (own === null) return all === null ? null : { all, own, network: null };
  const ofNetwork = picoToUsd(usdToPico(own) * VISITORS_OF_A_NETWORK);
  return {
    all,
    own,
    network: network === null ? null : { key: await networkKey(network, now), usd: ofNetwork },
  };
}

/** One network on one day: from what the database keeps, nobody can tell which. */
async function networkKey(network: string, now: Date): Promise<string> {
  const day = now.toISOString().slice(0, 10);
  const hash = createHmac("sha256", await derivePassword("networks of a day"));
  return `network-${hash.update(`${day} ${network}`).digest("base64url").slice(0, 22)}`;
}

function tenthOf(usd: string | null): string | null {
  return usd === null ? null : picoToUsd(usdToPico(usd) / VISITORS_TENTH);
}
