import type { DayLimits } from "@/db/queries/budget";
import { picoToUsd, usdToPico } from "@/lib/pricing/money";
import { env } from "../env";
import { serverMode } from "../mode";

/** A visitor's part of the day's budget, where the operator does not name one. */
const VISITORS_TENTH = 10n;

/** What may be spent today by all owners together, and by this one; null where nothing limits it. */
export function dayLimits(owner: string): DayLimits | null {
  const { GLIMPSE_BUDGET_USD_PER_DAY: all = null, GLIMPSE_VISITOR_BUDGET_USD_PER_DAY: visitors } = env();
  const isVisitor = serverMode() === "public" && owner !== "local";
  const own = isVisitor ? (visitors ?? tenthOf(all)) : null;
  return all === null && own === null ? null : { all, own };
}

function tenthOf(usd: string | null): string | null {
  return usd === null ? null : picoToUsd(usdToPico(usd) / VISITORS_TENTH);
}
