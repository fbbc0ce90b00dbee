import { log } from "../log";
import { bytesAfter, type EventBatch } from "./event-batch";

export type Watcher = {
  /** One event or several, ready for the wire. All watchers are given the same bytes: they must not be changed. */
  next(bytes: Uint8Array): void;
  /** Everything has been said. */
  end(): void;
  /** It goes on, but not from here: it can be watched again, after the last event that arrived. */
  cut(): void;
};

/** The events of one comparison that this process knows, and who watches them here. */
export class Channel {
  private readonly batches: EventBatch[] = [];
  /** Each with the id of the last event that it must not be given again. */
  private readonly watchers = new Map<Watcher, number>();
  private leftAt = performance.now();
  private usedAt = performance.now();

  /** The id of the newest event; 0 when there is none. */
  get lastId(): number {
    return this.batches.at(-1)?.lastId ?? 0;
  }

  get isWatched(): boolean {
    return this.watchers.size > 0;
  }

  /** How long nobody has watched here. */
  get unwatchedMs(): number {
    return this.isWatched ? 0 : performance.now() - this.leftAt;
  }

  /** How long nothing has happened here. */
  get quietMs(): number {
    return this.isWatched ? 0 : performance.now() - this.usedAt;
  }

  /** Everything so far, as it went out. */
  get history(): Buffer[] {
    return this.batches.map(({ bytes }) => bytes);
  }

  /** Adds events and hands them on; those that are known already are left out. */
  append(batch: EventBatch): void {
    if (batch.firstId <= this.lastId) {
      const bytes = bytesAfter(batch, this.lastId);
      if (bytes.length > 0) this.append({ firstId: this.lastId + 1, lastId: batch.lastId, bytes });
      return;
    }
    this.usedAt = performance.now();
    this.batches.push(batch);
    for (const [watcher, seenId] of this.watchers)
      if (batch.lastId > seenId) this.tell(watcher, () => watcher.next(bytesAfter(batch, seenId)));
  }

  /** Gives a watcher every event after `afterId`, then what comes. @returns how to leave */
  watch(afterId: number, watcher: Watcher): () => void {
    const missed = this.batches.filter(({ lastId }) => lastId > afterId);
    this.watchers.set(watcher, Math.max(afterId, this.lastId));
    if (missed.length > 0) watcher.next(Buffer.concat(missed.map((batch) => bytesAfter(batch, afterId))));
    return () => this.leave(watcher);
  }

  /** It is about to be used: what it was before does not count. */
  touch(): void {
    this.leftAt = this.usedAt = performance.now();
  }

  end(): void {
    for (const watcher of this.takeWatchers()) this.tell(watcher, () => watcher.end());
  }

  cut(): void {
    for (const watcher of this.takeWatchers()) this.tell(watcher, () => watcher.cut());
  }

  /** One watcher's fault is not to reach the others, or whoever brought the events. */
  private tell(watcher: Watcher, say: () => void): void {
    try {
      say();
    } catch (error) {
      log.error({ err: error }, "a watcher of a live stream failed");
      this.leave(watcher);
    }
  }

  private leave(watcher: Watcher): void {
    if (this.watchers.delete(watcher)) this.touch();
  }

  private takeWatchers(): Watcher[] {
    const watchers = [...this.watchers.keys()];
    for (const watcher of watchers) this.leave(watcher);
    return watchers;
  }
}
