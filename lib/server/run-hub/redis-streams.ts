import { createClient } from "redis";
import { log } from "../log";
import { ADDITIONS, type Appended, appendScript } from "./append-script";

/** A Redis that accepts connections and then says nothing counts as away after this. */
const SILENT_MS = 5_000;
const RECONNECT_WITHIN_MS = 1_000;
const CUT_AFTER_MS = 5_000;

/** Begins a message that asks for a run to be stopped. */
export const STOP = "stop ";

/** At most so many events are read at once: a long stream is not to hold up the others. */
const PAGE = 1_000;

/** What Redis holds of a comparison, at one moment. */
export type StreamState = {
  exists: boolean;
  /** How many additions there were; 0 when there is nothing. */
  additions: number;
  liveRuns: number;
  events: { id: number; json: string }[];
  /** Whether there are more events after these. */
  hasMore: boolean;
};

export type RedisChanges = {
  /** Redis can be used, for the first time or again. */
  onReady: () => void;
  /** Redis has been away for a while; called again and again while it is. */
  onStillAway: () => void;
};

/** All that we say to Redis: a comparison's stream, its live runs, and the channel that wakes who follows it. */
export class RedisStreams {
  private readonly client: Client;
  /** On its own: Redis limits what may wait for a connection that subscribes, and a long stream is more. */
  private readonly subscriber: Client;
  private readonly address: string;
  private readonly changes: RedisChanges;
  private readonly cutAfterMs: number;
  private readonly firstTry = Promise.withResolvers<void>();
  private awayTimer: NodeJS.Timeout | null = null;

  constructor(url: string, changes: RedisChanges, cutAfterMs = CUT_AFTER_MS) {
    this.address = new URL(url).host;
    this.changes = changes;
    this.cutAfterMs = cutAfterMs;
    this.client = this.connect(url);
    this.subscriber = this.connect(url);
  }

  /** Resolves when Redis is there, or is known to be away. */
  get tried(): Promise<void> {
    return this.firstTry.promise;
  }

  get isReady(): boolean {
    return this.client.isReady && this.subscriber.isReady;
  }

  /** @returns how many additions there were with this one; 0 when the stream does not exist and it has no beginning for it */
  append(comparisonId: string, appended: Appended): Promise<number> {
    const { stream, live, writers } = keysOf(comparisonId);
    return this.client.append([stream, live, writers], appended);
  }

  /** The events after `afterId`, a page of them. */
  async read(comparisonId: string, afterId: number): Promise<StreamState> {
    const { stream, live, writers } = keysOf(comparisonId);
    const [exists, additions, liveRuns, entries] = await this.client
      .multi()
      .exists(stream)
      .hGet(writers, ADDITIONS)
      .hLen(live)
      .xRange(stream, `(0-${afterId}`, "+", { COUNT: PAGE })
      .execTyped();
    const events = (entries ?? []).map(({ id, message }) => ({
      id: Number(id.slice("0-".length)),
      json: message.event ?? "null",
    }));
    const hasMore = events.length === PAGE;
    return { exists: exists === 1, additions: Number(additions ?? 0), liveRuns, events, hasMore };
  }

  async isLive(comparisonId: string): Promise<boolean> {
    return (await this.client.exists(keysOf(comparisonId).live)) === 1;
  }

  /** Asks whoever carries a run to stop it; gives whether anybody does. */
  async stop(comparisonId: string, runId: string): Promise<boolean> {
    const { live, stream: channel } = keysOf(comparisonId);
    const [isLive] = await Promise.all([
      this.client.hExists(live, runId),
      this.client.publish(channel, `${STOP}${runId}`),
    ]);
    return isLive === 1;
  }

  async delete(comparisonId: string): Promise<void> {
    await this.client.del(Object.values(keysOf(comparisonId)));
  }

  /** Following one that is followed already changes nothing. */
  async subscribe(comparisonId: string, listener: (message: Buffer) => void): Promise<void> {
    await this.subscriber.subscribe(keysOf(comparisonId).stream, listener, true);
  }

  async unsubscribe(comparisonId: string, listener: (message: Buffer) => void): Promise<void> {
    if (this.isReady) await this.subscriber.unsubscribe(keysOf(comparisonId).stream, listener, true);
  }

  /** Notes that somebody watches these comparisons; holds for `ms`. */
  async noteWatched(comparisonIds: readonly string[], ms: number): Promise<void> {
    await Promise.all(comparisonIds.map((id) => this.client.set(keysOf(id).watched, "1", { PX: ms })));
  }

  async isWatched(comparisonId: string): Promise<boolean> {
    return (await this.client.exists(keysOf(comparisonId).watched)) === 1;
  }

  close(): void {
    this.stopWaiting();
    this.client.destroy();
    this.subscriber.destroy();
  }

  private connect(url: string): Client {
    const client = clientFor(url);
    client.on("error", (error: unknown) => {
      // Connected all the same, it lost its place in what Redis says: only a new connection finds it again.
      if (client.isReady) client.sendCommand(["QUIT"]).catch(() => undefined);
      this.noteAway(error);
    });
    client.on("ready", () => {
      if (this.isReady) this.noteReady();
    });
    // It tries until it succeeds or is closed; the listener above says why it can't.
    client.connect().catch(() => undefined);
    return client;
  }

  private noteReady(): void {
    if (this.stopWaiting()) log.info({ redis: this.address }, "Redis is back");
    this.firstTry.resolve();
    this.changes.onReady();
  }

  private noteAway(error: unknown): void {
    this.firstTry.resolve();
    if (this.awayTimer) return;
    this.awayTimer = setInterval(this.changes.onStillAway, this.cutAfterMs).unref();
    const message =
      "Redis (REDIS_URL) can't be reached; runs go on and are recorded, their live streams wait for it";
    log.warn({ redis: this.address, reason: reasonOf(error) }, message);
  }

  /** @returns whether it was away */
  private stopWaiting(): boolean {
    if (!this.awayTimer) return false;
    clearInterval(this.awayTimer);
    this.awayTimer = null;
    return true;
  }
}

type Client = ReturnType<typeof clientFor>;

function clientFor(url: string) {
  return createClient({
    url,
    scripts: { append: appendScript },
    // What fails while Redis is away is tried again in order, by who knows the order.
    disableOfflineQueue: true,
    commandOptions: { timeout: 0 },
    maintNotifications: "disabled",
    pingInterval: SILENT_MS / 2,
    socket: {
      connectTimeout: SILENT_MS,
      socketTimeout: SILENT_MS,
      reconnectStrategy: (tries) => Math.min(50 * 2 ** tries, RECONNECT_WITHIN_MS),
    },
  });
}

/** The braces keep a comparison's keys on one node of a cluster. */
function keysOf(comparisonId: string) {
  const key = `glimpse:{${comparisonId}}`;
  return {
    stream: `${key}:events`,
    live: `${key}:live`,
    writers: `${key}:writers`,
    watched: `${key}:watched`,
  };
}

/** An `AggregateError` (a host with several addresses) has no message of its own. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(", ");
  return error instanceof Error ? error.message : String(error);
}
