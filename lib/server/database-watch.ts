import { sql } from "drizzle-orm";
import {
  abandonDatabase,
  type Database,
  DatabaseUnavailableError,
  database,
  onDisconnect,
} from "@/db/client";
import { isDatabaseFault } from "./database-fault";
import { env } from "./env";
import { log } from "./log";

/**
 * A server that answers nothing for so long, while it is asked, counts as away. Looked at in turns, so that a process
 * that is itself held up does not blame the database.
 */
const SILENCE_MS = 3_000;
const SILENT_TURNS = 6;
/** How often one that is away is asked whether it is back. */
const PING_EVERY_MS = 500;
/** An answer as fresh as this needs no other one. */
const FRESH_MS = 1_000;

/** Something to be put right in the database. Done again when it fails half-way. */
type Repair = (db: Database) => Promise<void>;

type Watch = {
  /** Before the start and after the end nothing is concluded: the database is being opened or closed. */
  isWatching: boolean;
  isAway: boolean;
  /** `performance.now()` of the newest answer of any kind. */
  answeredAt: number;
  pinging: Promise<void> | null;
  nextPing: NodeJS.Timeout | null;
  repairs: Repair[];
};

const WATCH = Symbol.for("glimpse.database-watch");

function watch(): Watch {
  const holder = globalThis as { [WATCH]?: Watch };
  holder[WATCH] ??= {
    isWatching: false,
    isAway: false,
    answeredAt: Number.NEGATIVE_INFINITY,
    pinging: null,
    nextPing: null,
    repairs: [],
  };
  return holder[WATCH];
}

/** Begins to watch whether the database is there. */
export function startDatabaseWatch(): void {
  watch().isWatching = true;
  // What the ping finds is noted and logged where it is found.
  onDisconnect(() => {
    if (!isDatabaseAway()) ping().catch(() => {});
  });
}

/** Ends the watch; the database then never counts as away. */
export function stopDatabaseWatch(): void {
  const state = watch();
  onDisconnect(() => {});
  if (state.nextPing) clearTimeout(state.nextPing);
  Object.assign(state, { isWatching: false, isAway: false, nextPing: null, repairs: [] });
}

/** Whether the database is known to be away. Asks nobody. */
export function isDatabaseAway(): boolean {
  return watch().isAway;
}

/**
 * Whether the database answers. One that is known to be away is not asked. One that has just answered is not waited for,
 * but asked all the same: should it hang from now on, whatever else waits for it is given up in time.
 */
export async function databaseAnswers(): Promise<boolean> {
  const { isAway, answeredAt } = watch();
  if (isAway) return false;
  const answer = ping().then(
    () => true,
    () => false,
  );
  return performance.now() - answeredAt < FRESH_MS || answer;
}

/** Has something put right once the database answers again, before it counts as back. */
export function repairOnReturn(repair: Repair): void {
  watch().repairs.push(repair);
}

/**
 * Waits for the database's answer, and learns from it whether it is there. A server that answers nothing to anybody for
 * some seconds is given up, and with it everything that waits for it.
 *
 * @throws DatabaseUnavailableError when it stays silent; else what the work throws
 */
export async function watched<T>(work: Promise<T>): Promise<T> {
  const state = watch();
  const silence = untilSilent(state);
  try {
    const result = await Promise.race([work, silence.promise]);
    state.answeredAt = performance.now();
    return result;
  } catch (error) {
    if (isDatabaseFault(error)) leave(state, error);
    else state.answeredAt = performance.now();
    throw error;
  } finally {
    silence.end();
  }
}

/** The embedded database answers one query after the other: while it works on a long one, it is not away. */
function untilSilent(state: Watch): { promise: Promise<never>; end: () => void } {
  const { promise, reject } = Promise.withResolvers<never>();
  if (!env().DATABASE_URL) return { promise, end: () => {} };
  let answeredAt = state.answeredAt;
  let turns = 0;
  const wait = () => setTimeout(check, SILENCE_MS / SILENT_TURNS);
  const check = () => {
    turns = state.answeredAt === answeredAt ? turns + 1 : 0;
    answeredAt = state.answeredAt;
    if (turns < SILENT_TURNS) {
      timer = wait();
      return;
    }
    abandonDatabase();
    reject(new DatabaseUnavailableError(`The database has not answered for ${SILENCE_MS / 1000} s.`));
  };
  let timer = wait();
  return { promise, end: () => clearTimeout(timer) };
}

/** Asks the database for nothing, once for all who want to know. @throws what stands in its way */
function ping(): Promise<void> {
  const state = watch();
  state.pinging ??= watched(database().then((db) => db.execute(sql`select 1`)))
    .then(() => {})
    .finally(() => {
      state.pinging = null;
    });
  return state.pinging;
}

function leave(state: Watch, error: unknown): void {
  if (state.isAway || !state.isWatching) return;
  state.isAway = true;
  // Of a connection that breaks, the driver may lose a query (postgres 3.4): none may wait for it for ever.
  abandonDatabase();
  log.error(
    { err: error },
    "the database is away: new runs are refused, those that end are kept in the spool",
  );
  waitForReturn(state);
}

function waitForReturn(state: Watch): void {
  state.nextPing = setTimeout(async () => {
    try {
      await ping();
      await repairAll(state);
    } catch {
      if (state.isAway) waitForReturn(state);
      return;
    }
    if (!state.isAway) return; // the watch ended meanwhile
    state.isAway = false;
    log.info("the database is back");
  }, PING_EVERY_MS);
  state.nextPing.unref();
}

async function repairAll(state: Watch): Promise<void> {
  const db = await database();
  for (let repair = state.repairs[0]; repair; repair = state.repairs[0]) {
    try {
      await watched(repair(db));
    } catch (error) {
      if (isDatabaseFault(error)) throw error;
      log.error({ err: error }, "something that the database's absence left could not be put right");
    }
    state.repairs.shift();
  }
}
