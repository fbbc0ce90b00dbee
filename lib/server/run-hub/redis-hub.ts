import { randomUUID } from "node:crypto";
import type { StreamEvent } from "@/lib/runs/events";
import type { Run } from "@/lib/runs/run";
import { AppError } from "../app-error";
import { within } from "../patience";
import type { Channel, Watcher } from "./channel";
import { Mirror } from "./mirror";
import { Outbox, type Sender } from "./outbox";
import { RedisStreams } from "./redis-streams";
import { KEEP_MS, RunHub } from "./run-hub";

/** A start never waits longer for Redis. */
const OPEN_WITHIN_MS = 1_000;
const SENT_WITHIN_MS = 2_000;

type SharedComparison = { mirror: Mirror; outbox: Outbox };

/**
 * The hub of one of several instances: a comparison's events are a Redis Stream that all of them add to and follow, so
 * that its runs can be watched, stopped and continued on any.
 */
export class RedisHub extends RunHub {
  private readonly comparisons = new Map<string, SharedComparison>();
  private readonly sender: Sender = { writer: randomUUID(), nextNumber: 1, unsentLength: 0 };
  private readonly streams: RedisStreams;

  constructor({ url, detachedMs, cutAfterMs }: { url: string; detachedMs: number; cutAfterMs?: number }) {
    super(detachedMs);
    const changes = { onReady: () => this.resume(), onStillAway: () => this.cutAll() };
    this.streams = new RedisStreams(url, changes, cutAfterMs);
  }

  /** Resolves when Redis is there, or has been warned of: it is not waited for. */
  get connected(): Promise<void> {
    return this.streams.tried;
  }

  async open(comparisonId: string, ageMs: number): Promise<void> {
    const { mirror, outbox } = this.comparison(comparisonId);
    outbox.open(ageMs);
    mirror.channel.touch();
    // Where Redis is away, it is followed as soon as it is back.
    await within(OPEN_WITHIN_MS, mirror.follow()).catch(() => undefined);
  }

  override register(comparisonId: string, runId: string, owner: string): AbortSignal {
    this.comparison(comparisonId).outbox.register(runId);
    return super.register(comparisonId, runId, owner);
  }

  publish(comparisonId: string, event: StreamEvent): void {
    this.comparison(comparisonId).outbox.publish(event);
  }

  finish(comparisonId: string, runId: string): void {
    this.live.finish(comparisonId, runId);
    this.comparison(comparisonId).outbox.finish(runId);
  }

  async watch(comparisonId: string, afterId: number, watcher: Watcher): Promise<(() => void) | null> {
    if (!this.live.any(comparisonId) && !(await this.isLiveElsewhere(comparisonId))) return null;
    return this.comparison(comparisonId).mirror.channel.watch(afterId, watcher);
  }

  async lastEventId(comparisonId: string): Promise<number> {
    return this.comparison(comparisonId).mirror.channel.lastId;
  }

  async stop(comparisonId: string, runId: string): Promise<boolean> {
    if (this.live.stop(comparisonId, runId)) return true;
    return this.streams.stop(comparisonId, runId).catch(() => false);
  }

  closeAbandoned(run: Run): void {
    const { outbox } = this.comparison(run.comparisonId);
    outbox.publish({ type: "run", lane: run.lane, run });
    this.finish(run.comparisonId, run.id);
  }

  async discard(comparisonId: string): Promise<void> {
    if (this.live.any(comparisonId)) return;
    this.comparisons.get(comparisonId)?.mirror.unfollow();
    this.comparisons.delete(comparisonId);
    // While Redis is away nothing can be deleted there: it forgets the stream by itself.
    await this.streams.delete(comparisonId).catch(() => undefined);
  }

  protected channel(comparisonId: string): Channel | undefined {
    return this.comparisons.get(comparisonId)?.mirror.channel;
  }

  protected async isWatchedElsewhere(comparisonId: string): Promise<boolean> {
    // While Redis is away nobody knows: a run is not stopped for that.
    return this.streams.isWatched(comparisonId).catch(() => true);
  }

  protected override async sweep(): Promise<void> {
    const watched = [...this.comparisons].filter(([, { mirror }]) => mirror.channel.isWatched);
    const watchedIds = watched.map(([comparisonId]) => comparisonId);
    if (this.streams.isReady) await this.streams.noteWatched(watchedIds, this.detachedMs);
    await super.sweep();
  }

  protected forget(): void {
    for (const [comparisonId, { mirror, outbox }] of this.comparisons) {
      if (this.live.any(comparisonId) || !outbox.isEmpty || mirror.channel.quietMs < KEEP_MS) continue;
      this.comparisons.delete(comparisonId);
      mirror.unfollow();
    }
  }

  protected async close(): Promise<void> {
    const said = [...this.comparisons.values()].map(async ({ outbox, mirror }) => {
      await outbox.flush();
      if (mirror.channel.isWatched) await mirror.follow();
    });
    await within(SENT_WITHIN_MS, Promise.all(said)).catch(() => undefined);
    this.cutAll();
    this.streams.close();
  }

  /** @throws AppError stream-unavailable while Redis is away; shutting-down, for another instance can stay */
  private async isLiveElsewhere(comparisonId: string): Promise<boolean> {
    if (this.closing) throw new AppError("shutting-down", "The server is going down. Try again in a moment.");
    try {
      if (!(await this.streams.isLive(comparisonId))) return false;
      const { mirror } = this.comparison(comparisonId);
      mirror.channel.touch();
      return await mirror.follow();
    } catch (cause) {
      const detail = "Live streams can't be joined at the moment. The runs go on; try again shortly.";
      throw new AppError("stream-unavailable", detail, { retryAfterSeconds: 2, cause });
    }
  }

  private resume(): void {
    for (const { mirror, outbox } of this.comparisons.values()) {
      mirror.resume();
      outbox.resume();
    }
  }

  private cutAll(): void {
    for (const { mirror } of this.comparisons.values()) mirror.channel.cut();
  }

  private comparison(comparisonId: string): SharedComparison {
    const known = this.comparisons.get(comparisonId);
    if (known) return known;
    const mirror: Mirror = new Mirror(this.streams, comparisonId, {
      isBusyHere: () => this.live.any(comparisonId) || !outbox.isEmpty,
      stop: (runId) => this.live.stop(comparisonId, runId),
    });
    const outbox = new Outbox(this.streams, comparisonId, this.sender, mirror);
    const comparison = { mirror, outbox };
    this.comparisons.set(comparisonId, comparison);
    return comparison;
  }
}
