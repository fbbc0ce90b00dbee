import { log } from "../log";
import { Channel } from "./channel";
import { encodeBatch } from "./event-batch";
import { type RedisStreams, STOP } from "./redis-streams";

/** Whoever carries the runs brings a stream back that Redis has lost, as soon as it is connected again. */
const BROUGHT_BACK_WITHIN_MS = 2_000;
const TRY_AGAIN_AFTER_MS = 1_000;

/** What a mirror needs of the hub that holds it. */
export type MirrorOwner = {
  /** Whether a run is live here, or has not yet said its last word. */
  isBusyHere: () => boolean;
  stop: (runId: string) => void;
};

/**
 * This instance's copy of a comparison's stream, from which its watchers are fed: one subscription and one reading of
 * what was missed, however many they are.
 */
export class Mirror {
  readonly channel = new Channel();
  private readonly streams: RedisStreams;
  private readonly comparisonId: string;
  private readonly owner: MirrorOwner;
  private reading: Promise<void> | null = null;
  private isBehind = false;
  /** How many additions are in this copy, and how many runs were live with the last one; null while that is found out. */
  private known: { additions: number; liveRuns: number } | null = null;
  private isLost = false;

  constructor(streams: RedisStreams, comparisonId: string, owner: MirrorOwner) {
    this.streams = streams;
    this.comparisonId = comparisonId;
    this.owner = owner;
  }

  /** Catches up with the stream, and stays with it; gives whether a run is live. @throws when Redis is away */
  async follow(): Promise<boolean> {
    this.isBehind = true;
    this.reading ??= this.read().finally(() => {
      this.reading = null;
    });
    await this.reading;
    return this.known?.liveRuns !== 0 || this.owner.isBusyHere();
  }

  /** Follows as soon as that is possible. */
  resume(): void {
    this.follow().catch((error: unknown) => {
      // When Redis is back, all are resumed.
      if (!this.streams.isReady) return;
      log.warn(
        { err: error, comparison: this.comparisonId },
        "Redis refuses a live stream; the next try is in a second",
      );
      setTimeout(() => this.resume(), TRY_AGAIN_AFTER_MS).unref();
    });
  }

  /** What was said here has been sent: it is in this copy, or on its way to it. */
  noteSent(additions: number): void {
    if (this.known && this.known.additions >= additions) this.endIfOver();
  }

  unfollow(): void {
    this.streams.unsubscribe(this.comparisonId, this.onMessage).catch(() => undefined);
  }

  private async read(): Promise<void> {
    if (!this.streams.isReady) throw new Error("Redis is away");
    await this.streams.subscribe(this.comparisonId, this.onMessage);
    while (this.isBehind) {
      this.isBehind = false;
      this.known = null;
      const state = await this.streams.read(this.comparisonId, this.channel.lastId);
      const batch = encodeBatch(state.events);
      if (batch) this.channel.append(batch);
      if (state.hasMore) this.isBehind = true;
      else if (state.exists || this.channel.lastId === 0) this.settle(state);
      else this.waitForReturn();
    }
  }

  private readonly onMessage = (message: Buffer): void => {
    const headEnd = message.indexOf("\n");
    if (headEnd === -1) this.owner.stop(message.toString("latin1", STOP.length));
    else this.take(message.toString("latin1", 0, headEnd), message.subarray(headEnd + 1));
  };

  /** @param head how many additions there were, how many runs are live, first and last id of the new events or 0 */
  private take(head: string, bytes: Buffer): void {
    const [additions = 0, liveRuns = 0, firstId = 0, lastId = 0] = head.split(" ").map(Number);
    const isNext = this.known !== null && additions === this.known.additions + 1;
    if (isNext && (firstId === 0 || bytes.length > 0)) {
      if (firstId > 0) this.channel.append({ firstId, lastId, bytes });
      this.settle({ additions, liveRuns });
    } else if (this.known === null || additions > this.known.additions) this.catchUp();
  }

  private catchUp(): void {
    // What is announced while this reads may be missing from what it reads.
    if (this.reading) this.isBehind = true;
    else this.resume();
  }

  private settle({ additions, liveRuns }: { additions: number; liveRuns: number }): void {
    this.isLost = false;
    this.known = { additions, liveRuns };
    this.endIfOver();
  }

  /** A run that is live here, or has more to say, may not be in what Redis told. */
  private endIfOver(): void {
    if (this.known?.liveRuns === 0 && !this.owner.isBusyHere()) this.channel.end();
  }

  private waitForReturn(): void {
    if (this.owner.isBusyHere()) return;
    if (this.isLost) this.channel.cut();
    else setTimeout(() => this.resume(), BROUGHT_BACK_WITHIN_MS).unref();
    this.isLost = true;
  }
}
