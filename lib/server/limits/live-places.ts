import { AsyncLocalStorage } from "node:async_hooks";
import { database } from "@/db/client";
import { giveLivePlacesBack, type LivePlaces, takeLivePlaces } from "@/db/queries/rate-limits";
import { AppError, databaseUnavailable } from "../app-error";
import { isDatabaseFault } from "../database-fault";
import { isDatabaseAway, repairOnReturn, watched } from "../database-watch";
import { log } from "../log";
import { type Counted, clientLimits } from "./client-limits";
import { countClient } from "./count-client";
import { type Client, currentClient } from "./current-client";

/** Runs last for seconds to minutes: some will have ended by then. */
const RETRY_AFTER_SECONDS = 5;

/** What a start took and its runs have not claimed yet. */
type Taken = { places: LivePlaces[]; unclaimed: number };

/** `here`: the places that each client has in this process, so that most refusals ask no database. */
type Shared = { taken: AsyncLocalStorage<Taken>; here: Map<string, number> };

const SHARED = Symbol.for("glimpse.live-places");
const holder = globalThis as { [SHARED]?: Shared };

/** Next loads this module several times in one process: only globalThis is shared. */
function shared(): Shared {
  holder[SHARED] ??= { taken: new AsyncLocalStorage(), here: new Map() };
  return holder[SHARED];
}

/**
 * Does what launches `runs` runs, as far as the limits of whoever asked for them allow.
 *
 * @throws AppError rate-limited, database-unavailable, before anything is done
 */
export async function withinLimits<T>(runs: number, launch: () => Promise<T>): Promise<T> {
  const client = currentClient();
  if (!client) return launch();
  await countClient("starts", client);
  const places = await takePlaces(client, runs);
  if (places.length === 0) return launch();
  const taken = { places, unclaimed: runs };
  try {
    return await shared().taken.run(taken, launch);
  } finally {
    giveBack(places, taken.unclaimed);
  }
}

/** For runs that begin now: they hold their places until each one has called what this returns. */
export function claimPlaces(runs: number): () => void {
  const taken = shared().taken.getStore();
  if (!taken) return () => {};
  taken.unclaimed -= runs;
  return () => giveBack(taken.places, 1);
}

async function takePlaces(client: Client, runs: number): Promise<LivePlaces[]> {
  const { liveRuns } = clientLimits();
  const counts = (["address", "session"] as const)
    .filter((as) => client[as] !== null && Number.isFinite(liveRuns[as]))
    .map((as) => ({ as, client: `${as}:${client[as]}`, limit: liveRuns[as] }));
  if (counts.length === 0) return [];
  if (isDatabaseAway()) throw databaseUnavailable();
  const full = counts.find((count) => (shared().here.get(count.client) ?? 0) + runs > count.limit);
  if (full) throw tooMany(full.as, full.limit);
  countHere(counts, runs);
  try {
    const taken = await watched(database().then((db) => takeLivePlaces(db, counts, runs)));
    if ("places" in taken) return taken.places;
    throw tooMany(taken.full.as, taken.full.limit);
  } catch (error) {
    countHere(counts, -runs);
    throw error;
  }
}

function countHere(clients: { client: string }[], runs: number): void {
  const { here } = shared();
  for (const { client } of clients) {
    const live = (here.get(client) ?? 0) + runs;
    if (live > 0) here.set(client, live);
    else here.delete(client);
  }
}

function tooMany(as: Counted, limit: number): AppError {
  return new AppError(
    "rate-limited",
    `One ${as} may have ${limit} runs at once. Nothing was started; wait until some have ended, or take fewer lanes.`,
    {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
      headers: {
        "ratelimit-limit": String(limit),
        "ratelimit-remaining": "0",
        "ratelimit-reset": String(RETRY_AFTER_SECONDS),
      },
    },
  );
}

/** Never rejects: what the database does not take now, it takes when it is back, or forgets by itself. */
function giveBack(places: LivePlaces[], runs: number): void {
  if (runs === 0) return;
  countHere(places, -runs);
  watched(database().then((db) => giveLivePlacesBack(db, places, runs))).catch((error: unknown) => {
    if (isDatabaseFault(error)) repairOnReturn((db) => giveLivePlacesBack(db, places, runs));
    else log.warn({ err: error }, "places of ended runs could not be given back");
  });
}
