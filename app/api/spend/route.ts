import { AppError } from "@/lib/server/app-error";
import { clientNetwork } from "@/lib/server/guards/client-address";
import { readQuery } from "@/lib/server/guards/read-query";
import { spendQuery } from "@/lib/server/guards/route-queries";
import { handleRoute } from "@/lib/server/handle-route";
import { readSpend, utcDay } from "@/lib/server/read-spend";

const DEFAULT_DAYS_MS = 29 * 24 * 3_600_000;

/**
 * `{from, to, totalUsd, ownKeyUsd, runs, unknownRuns, days: [{day, tier, provider, billedUsd, ownKeyUsd, runs,
 * unknownRuns}], budget, todayUsd, reservedUsd, left}`: what real runs were billed from one UTC day to another (both
 * included; the last 30 days unless said otherwise), and what is left of today's budget. The operator sees all owners
 * together, a visitor their own.
 */
export const GET = handleRoute(async (request, _context, caller) => {
  const now = new Date();
  const asked = readQuery(request, spendQuery);
  const to = asked.to ?? utcDay(now);
  const from = asked.from ?? utcDay(new Date(Date.parse(to) - DEFAULT_DAYS_MS));
  if (from > to) throw new AppError("invalid-query", `from: ${from} is after ${to}.`);
  const network = clientNetwork(request.headers);
  return Response.json(await readSpend(caller, { from, to, now, network }), {
    headers: { "cache-control": "no-store" },
  });
});
