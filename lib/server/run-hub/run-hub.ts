import type { StreamEvent } from "@/lib/runs/events";
import type { Run } from "@/lib/runs/run";
import { AppError } from "../app-error";
import { log } from "../log";
import type { Channel, Watcher } from "./channel";
import { LiveRuns } from "./live-runs";
import { NOBODY_WATCHED, SERVER_STOPPED } from "./stop-reasons";

/** How long a comparison that has ended, or that nobody watches any more, can still be replayed from memory. */
export const KEEP_MS = 60_000;

/** How long a stopped run may take to record its end. */
const END_WITHIN_MS = 5_000;
const SWEEP_AT_LEAST_EVERY_MS = 10_000;

/**
 * Carries a comparison's events from its runs, which belong to the server, to any number of watchers.
 * This much is the same however many instances there are; only the hubs that extend it know.
 */
export abstract class RunHub {
  protected readonly live = new LiveRuns();
  protected readonly detachedMs: number;
  private readonly sweepTimer: NodeJS.Timeout;
  private isClosing = false;
  private isStopping = false;

  /** @param detachedMs how long a run may go on when nobody watches it */
  constructor(detachedMs: number) {
    // Between its start and its first watcher nobody watches any run.
    this.detachedMs = Math.max(detachedMs, 1_000);
    const everyMs = Math.min(this.detachedMs / 4, SWEEP_AT_LEAST_EVERY_MS);
    this.sweepTimer = setInterval(() => {
      this.sweep().catch((error: unknown) => log.warn({ err: error }, "the run hub could not be tidied"));
    }, everyMs).unref();
  }

  /**
   * Makes a comparison's channel ready for new runs.
   * @param ageMs the comparison's age: where a forgotten channel begins again, so that event ids keep growing
   */
  abstract open(comparisonId: string, ageMs: number): Promise<void>;

  /** Registers a run before it starts; `stop` reaches it by the signal. */
  register(comparisonId: string, runId: string, owner: string): AbortSignal {
    const signal = this.live.register(comparisonId, runId, owner);
    if (this.isStopping) this.live.stopAll(comparisonId, SERVER_STOPPED);
    return signal;
  }

  /**
   * A start of so many runs is on its way; a drain waits for it.
   * @returns how to say that they are registered, or will never be
   * @throws AppError shutting-down
   */
  beginStart(runs: number): () => void {
    if (this.isClosing)
      throw new AppError("shutting-down", "The server is going down. Try again in a moment.");
    return this.live.beginStart(runs);
  }

  /** Hands an event on to whoever watches; those of one tick travel together. */
  abstract publish(comparisonId: string, event: StreamEvent): void;

  /** A run has published its last event. With the last run of a comparison its watchers are done. */
  abstract finish(comparisonId: string, runId: string): void;

  /**
   * Gives a watcher every event after `afterId`, then what comes; null when nothing is live.
   * @returns how to leave, which stops nothing
   * @throws AppError where it can't be known at the moment what is live
   */
  abstract watch(comparisonId: string, afterId: number, watcher: Watcher): Promise<(() => void) | null>;

  /** The id of the newest event of an open comparison, so that a watcher can ask for what comes after it; 0: none. */
  abstract lastEventId(comparisonId: string): Promise<number>;

  /** Stops a run, wherever it is live; gives whether it was. */
  abstract stop(comparisonId: string, runId: string): Promise<boolean>;

  /** Stops a run of this owner's that is live on this instance, asking nobody else; gives whether it was. */
  stopHere(runId: string, owner: string): boolean {
    const comparisonId = this.live.comparisonOf(runId, owner);
    return comparisonId !== null && this.live.stop(comparisonId, runId);
  }

  /** Tells whoever watches that a run has ended whose instance is gone. */
  abstract closeAbandoned(run: Run): void;

  /** Forgets a comparison's events, wherever they are kept; not while a run of it is live. */
  abstract discard(comparisonId: string): Promise<void>;

  /** How many runs are live on this instance. */
  get liveRuns(): number {
    return this.live.size;
  }

  /** How many runs are about to be live on this instance. */
  get startingRuns(): number {
    return this.live.starting;
  }

  isLiveHere(runId: string): boolean {
    return this.live.has(runId);
  }

  /** Whether new runs are refused because the server is going down. */
  get closing(): boolean {
    return this.isClosing;
  }

  /** Refuses new runs; gives live ones `graceMs` to end, then stops the rest; lets go of every watcher. */
  async drain(graceMs: number): Promise<void> {
    this.isClosing = true;
    await this.live.untilNone(graceMs);
    this.isStopping = true;
    for (const comparisonId of this.live.comparisonIds) this.live.stopAll(comparisonId, SERVER_STOPPED);
    await this.live.untilNone(END_WITHIN_MS);
    clearInterval(this.sweepTimer);
    await this.close();
  }

  protected abstract channel(comparisonId: string): Channel | undefined;

  /** Whether anybody watched on another instance within the last `detachedMs`. */
  protected abstract isWatchedElsewhere(comparisonId: string): Promise<boolean>;

  /** Forgets what nobody has asked for in `KEEP_MS`. */
  protected abstract forget(): void;

  /** Hands out what is left to say, and lets go of watchers and connections. */
  protected abstract close(): Promise<void>;

  protected async sweep(): Promise<void> {
    this.forget();
    for (const comparisonId of this.live.comparisonIds) {
      const unwatchedMs = this.channel(comparisonId)?.unwatchedMs ?? 0;
      if (unwatchedMs < this.detachedMs || (await this.isWatchedElsewhere(comparisonId))) continue;
      log.info({ comparison: comparisonId }, "stopping runs that nobody watches any more");
      this.live.stopAll(comparisonId, NOBODY_WATCHED);
    }
  }
}
