import { database } from "@/db/client";
import { recordSourceOutcome } from "@/db/queries/price-sources";
import type { SourceReport } from "@/lib/pricing/price-sources";
import { log } from "../log";
import { FETCH_LIMITS, type FetchLimits, openGetJson } from "./get-json";
import { type GetJson, type PriceSource, SourceFault, type SourceReading } from "./source";
import { empirioLabsPrices } from "./sources/empiriolabs";
import { modelsDevPrices } from "./sources/models-dev";
import { openRouterPrices } from "./sources/openrouter";
import { vercelPrices } from "./sources/vercel";

const SOURCES: readonly PriceSource[] = [openRouterPrices, vercelPrices, empirioLabsPrices, modelsDevPrices];

// Next loads this module several times in one process: only globalThis is shared.
const RUNNING = Symbol.for("glimpse.price-refresh");
const shared = globalThis as { [RUNNING]?: Promise<SourceReport[]> | undefined };

/**
 * Asks every source for its prices, all at once, and records what is new. A source that fails leaves its old prices as
 * they stand and says so in its report. One refresh runs at a time in a process: a second call joins it.
 *
 * @throws what the database throws when it does not take the outcome
 */
export function refreshPrices(limits: FetchLimits = FETCH_LIMITS): Promise<SourceReport[]> {
  shared[RUNNING] ??= refreshAll(limits).finally(() => {
    shared[RUNNING] = undefined;
  });
  return shared[RUNNING];
}

async function refreshAll(limits: FetchLimits): Promise<SourceReport[]> {
  const db = await database();
  const { get, close } = openGetJson(limits);
  try {
    const outcomes = await Promise.all(
      SOURCES.map(async (source) => {
        const { observations, problems } = await ask(source, get);
        const message = messageOf(observations.length, problems);
        const ok = problems.length === 0;
        return { source: source.kind, checkedAt: new Date(), ok, message, observations };
      }),
    );
    return await Promise.all(outcomes.map((outcome) => recordSourceOutcome(db, outcome)));
  } finally {
    await close();
  }
}

/** Never rejects: whatever one source does, the others are read. */
async function ask(source: PriceSource, get: GetJson): Promise<SourceReading> {
  try {
    return await source.read(get);
  } catch (error) {
    if (error instanceof SourceFault) return { observations: [], problems: [error.message] };
    log.error({ err: error, source: source.kind }, "a source's prices could not be read");
    return { observations: [], problems: ["could not be read, and the server's log says why"] };
  }
}

const MOST_PROBLEMS = 4;

function messageOf(read: number, problems: readonly string[]): string {
  const prices = read === 1 ? "1 price read" : `${read} prices read`;
  if (problems.length === 0) return `${prices}.`;
  const distinct = [...new Set(problems)];
  const more =
    distinct.length > MOST_PROBLEMS ? `; and ${distinct.length - MOST_PROBLEMS} problems more` : "";
  const what = `It ${distinct.slice(0, MOST_PROBLEMS).join("; it ")}${more}.`;
  return read === 0 ? `${what} The old prices stand.` : `${prices}. ${what} There the old prices stand.`;
}
