import { offers } from "@/lib/catalog/catalog";
import type { Offer, ProviderId } from "@/lib/catalog/types";
import { SourceFault, type SourceReading } from "../source";

/** Asks a provider about each of its offers that is still served, all at once; one that fails leaves the others. */
export async function readEachOffer(
  provider: ProviderId,
  read: (offer: Offer) => Promise<SourceReading>,
): Promise<SourceReading> {
  const asked = offers.filter((offer) => offer.provider === provider && offer.retiredAt === null);
  const faults = new Map<string, string[]>();
  const readings = await Promise.all(
    asked.map(async (offer) => {
      try {
        return await read(offer);
      } catch (error) {
        if (!(error instanceof SourceFault)) throw error;
        faults.set(error.message, [...(faults.get(error.message) ?? []), offer.tier]);
        return { observations: [], problems: [] };
      }
    }),
  );
  const shared = [...faults].map(([message, tiers]) =>
    tiers.length === asked.length ? message : `${message} for ${tiers.join(", ")}`,
  );
  return {
    observations: readings.flatMap(({ observations }) => observations),
    problems: [...shared, ...readings.flatMap(({ problems }) => problems)],
  };
}
