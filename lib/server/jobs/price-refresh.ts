import { env } from "../env";
import { log } from "../log";
import { refreshPrices } from "../prices/refresh-prices";
import type { Job } from "./job";

/** Asks the public sources for their prices once a day; what each said is shown beside the prices. */
export const priceRefresh: Job = {
  name: "price-refresh",
  queue: { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 300 },
  pollSeconds: 300,
  schedule: {
    cron: (known) =>
      env().GLIMPSE_PRICE_REFRESH ? (known ?? minuteOfTheDay(new Date(), Math.random())) : null,
    // Made up for, it would go out at a start, when nobody expects it.
    missed: "skip",
  },
  async run() {
    for (const { source, ok, message } of await refreshPrices())
      if (!ok)
        log.warn({ job: "price-refresh", source, reason: message }, "a source's prices were not all read");
  },
};

/**
 * A cron expression for a minute of the day in UTC, so that not all servers ask at once. It is an hour away or more:
 * whoever only tries Glimpse sends nothing.
 *
 * @param chance from 0 to below 1
 */
export function minuteOfTheDay(now: Date, chance: number): string {
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes() + 60 + Math.floor(chance * 22 * 60);
  return `${minute % 60} ${Math.floor(minute / 60) % 24} * * *`;
}
