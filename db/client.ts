import { join, resolve } from "node:path";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { startEmbeddedDatabase } from "./embedded/start-embedded.ts";
import { endWithConnection } from "./end-with-connection.ts";
import * as schema from "./schema";

/** What queries take: the same for the embedded database and for a server. */
export type Database = PostgresJsDatabase<typeof schema>;

/** An open database, its tables up to date. */
export interface OpenDatabase {
  db: Database;
  /** The driver itself, for what Drizzle has no words for. */
  sql: postgres.Sql;
  /** Lets running queries finish (5 s at most), then closes. */
  close(): Promise<void>;
  /**
   * Gives up the connections to a server that stopped answering: what waits on them fails now. Without effect on the
   * embedded database, which is this process itself.
   */
  abandon(): void;
}

/** Where the database is. Without `databaseUrl` it is the embedded one in `dataDir`. */
export interface DatabaseLocation {
  databaseUrl?: string | undefined;
  dataDir: string;
  /** Called when the embedded database ended by itself. Open a new one to go on. */
  onLost?: (reason: Error) => void;
  /** Called whenever a connection has closed: the database may be gone. */
  onDisconnect?: () => void;
}

/** The database can't be reached or opened. The message says which one and why, without its password. */
export class DatabaseUnavailableError extends Error {
  override readonly name = "DatabaseUnavailableError";
}

// Next loads this module three times in one process (instrumentation, routes, pages): only globalThis is shared.
const OPENED = Symbol.for("glimpse.database");
const DISCONNECTED = Symbol.for("glimpse.database-disconnected");
const shared = globalThis as {
  [OPENED]?: Promise<OpenDatabase> | undefined;
  [DISCONNECTED]?: () => void;
};

/**
 * This process's database, opened at the first call. A failed opening is tried again at the next call.
 *
 * Reads `DATABASE_URL` and `GLIMPSE_DATA_DIR` (default `.data`, relative to the working directory) itself, for
 * `db` knows nothing of the server's configuration.
 *
 * @throws DatabaseUnavailableError, FolderLockedError
 */
export async function database(): Promise<Database> {
  return (await openedDatabase()).db;
}

/** Closes this process's database, if it was opened. A later `database()` opens it again. */
export async function closeDatabase(): Promise<void> {
  const opening = shared[OPENED];
  shared[OPENED] = undefined;
  const opened = await opening?.catch(() => null); // whoever opened it has that error
  await opened?.close();
}

/**
 * Gives up this process's connections to a server that stopped answering, also while they are being made: what waits on
 * them fails now, and the next `database()` makes new ones.
 */
export function abandonDatabase(): void {
  const opening = shared[OPENED];
  if (!opening || !process.env.DATABASE_URL) return;
  shared[OPENED] = undefined;
  opening.then(
    (opened) => opened.abandon(),
    () => {}, // whoever opened it has that error
  );
}

/** Has `listener` called whenever a connection of this process's database closes by itself. There is one listener. */
export function onDisconnect(listener: () => void): void {
  shared[DISCONNECTED] = listener;
}

/** The process's database, with its driver. */
export function openedDatabase(): Promise<OpenDatabase> {
  if (shared[OPENED]) return shared[OPENED];
  const forget = () => {
    if (shared[OPENED] === opening) shared[OPENED] = undefined;
  };
  const opening = openDatabase({
    databaseUrl: process.env.DATABASE_URL || undefined,
    dataDir: resolve(/* turbopackIgnore: true */ process.env.GLIMPSE_DATA_DIR || ".data"),
    onLost: forget,
    onDisconnect: () => {
      if (shared[OPENED] === opening) shared[DISCONNECTED]?.();
    },
  });
  shared[OPENED] = opening;
  opening.catch(forget);
  return opening;
}

/**
 * Opens a database and brings its tables up to date.
 *
 * @throws DatabaseUnavailableError when it can't be reached; FolderLockedError when the folder is in use
 */
export async function openDatabase(location: DatabaseLocation): Promise<OpenDatabase> {
  const { databaseUrl } = location;
  return databaseUrl === undefined ? openEmbedded(location) : openServer(databaseUrl, location.onDisconnect);
}

async function openServer(url: string, onclose?: () => void): Promise<OpenDatabase> {
  const connect = (options: { max: number; onclose?: () => void }) =>
    postgres(url, { ...QUIET, ...options, connect_timeout: 5, backoff: () => RECONNECT_AFTER_SECONDS });
  await bringUpToDate(connect({ max: 1 }), `the database at ${placeOf(url)}, DATABASE_URL`);
  const sql = endWithConnection(connect({ max: 10, ...(onclose ? { onclose } : {}) }));
  const abandon = () => void sql.end({ timeout: 0 });
  return { db: asDatabase(sql), sql, close: () => sql.end({ timeout: 5 }), abandon };
}

/** The driver's own back-off grows to 20 s, for which queries would wait after the server is back. */
const RECONNECT_AFTER_SECONDS = 0.2;

async function openEmbedded({ dataDir, onLost, onDisconnect }: DatabaseLocation): Promise<OpenDatabase> {
  const embedded = await startEmbeddedDatabase(dataDir);
  // One connection: PGlite is one session, and interleaving several broke it. It lasts as long as the process.
  const connect = () =>
    postgres({
      ...QUIET,
      ...embedded.connection,
      username: "postgres",
      database: "postgres",
      max: 1,
      max_lifetime: null,
      backoff: () => RECONNECT_AFTER_SECONDS,
      ...(onDisconnect ? { onclose: onDisconnect } : {}),
    });
  try {
    await bringUpToDate(connect(), `the embedded database in ${dataDir}`);
  } catch (error) {
    await embedded.close();
    throw error;
  }
  const sql = endWithConnection(connect());
  const stopVacuuming = await vacuumHourly(sql);
  embedded.lost.then((reason) => {
    stopVacuuming();
    void sql.end({ timeout: 0 }); // what waits for it fails now
    onLost?.(reason);
  });
  const close = async () => {
    stopVacuuming();
    await sql.end({ timeout: 5 });
    await embedded.close();
  };
  return { db: asDatabase(sql), sql, close, abandon: () => {} };
}

const VACUUM_EVERY_MS = 3_600_000;

/**
 * PGlite has no autovacuum. Refreshes the planner's statistics now and every hour: without them a page of a log of
 * 20,000 runs took 233 ms instead of 2. The hourly one also makes room of what was deleted or rewritten, in a quarter
 * of a second for such a log. Returns how to stop.
 */
async function vacuumHourly(sql: postgres.Sql): Promise<() => void> {
  await sql`analyze`;
  const timer = setInterval(() => {
    // Losing the connection is told to whoever runs the next query; this only makes it slower.
    sql`vacuum analyze`.catch((error: unknown) => process.emitWarning(`vacuum failed: ${reasonOf(error)}`));
  }, VACUUM_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

const QUIET = { onnotice: () => {}, connection: { application_name: "glimpse" } };

function asDatabase(sql: postgres.Sql): Database {
  return drizzle(sql, { schema, casing: "snake_case" });
}

/** "glimp" as a number: the advisory lock that starters of Glimpse take, one after the other. */
const MIGRATION_LOCK = 0x676c696d70;

/**
 * Runs the missing migrations over a client of its own (of one connection: the lock belongs to a connection), and
 * closes it. Without the lock, several starters at once failed 10 times of 10.
 */
async function bringUpToDate(sql: postgres.Sql, name: string): Promise<void> {
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.catch((cause: unknown) => {
      throw new DatabaseUnavailableError(`Can't reach ${name}: ${reasonOf(cause)}.`, { cause });
    });
    const migrationsFolder = join(/* turbopackIgnore: true */ process.cwd(), "db", "migrations");
    await migrate(asDatabase(sql), { migrationsFolder });
    // PGlite is one session that outlives its connections: there, closing doesn't give the lock back.
    await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** A connection string without scheme, user, password and options. Not `new URL`: it may list several hosts. */
function placeOf(databaseUrl: string): string {
  return databaseUrl.replace(/^\w+:\/\/(.*@)?/, "").replace(/\?.*$/, "");
}

/** Node's error for a host with several addresses has an empty message, but a code. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ("code" in error ? String(error.code) : error.name);
}
