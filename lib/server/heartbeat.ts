import { type Database, database } from "@/db/client";
import { beat, forgetDeadInstances, leaveInstances } from "@/db/queries/instances";
import { listAbandoned, listUnfinishedOf, type Orphan, SILENT_AFTER_MS } from "@/db/queries/orphans";
import type { Run } from "@/lib/runs/run";
import { isDatabaseAway, watched } from "./database-watch";
import { instance } from "./instance";
import { interruptOrphans } from "./interrupt-orphans";
import { log } from "./log";

const BEAT_EVERY_MS = 5_000;
const BEATS_A_SEARCH = 2;

export type HeartbeatOptions = {
  /** Whether other instances may share the database. */
  isShared: boolean;
  /** Whether this process is carrying a run out. */
  isLiveHere: (runId: string) => boolean;
  /** Told of every run that was found orphaned and has been ended. */
  onInterrupted: (runs: Run[]) => void;
};

/** Stops the heartbeat; on a shared database, the instance is taken off. */
export type StopHeartbeat = () => Promise<void>;

/**
 * Tells the other instances every 5 s that this one is alive, and looks every 10 s for runs that nobody carries out any
 * more. The first beat is done when this resolves.
 */
export async function startHeartbeat(options: HeartbeatOptions): Promise<StopHeartbeat> {
  const heart = new Heart(options);
  await heart.beat();
  const timer = setInterval(() => void heart.tick(), BEAT_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await heart.stop();
  };
}

/** What one instance does at each beat; `startHeartbeat` gives the time. */
export class Heart {
  private readonly options: HeartbeatOptions;
  /** `performance.now()` of the first and the newest beat of a row without a break; null when the last one failed. */
  private beating: { since: number; last: number } | null = null;
  private ticks = 0;
  private ticking: Promise<void> | null = null;

  constructor(options: HeartbeatOptions) {
    this.options = options;
  }

  async beat(): Promise<void> {
    if (!this.options.isShared) return;
    const now = performance.now();
    await watched(database().then((db) => beat(db, instance)));
    const isUnbroken = this.beating && now - this.beating.last < 2 * BEAT_EVERY_MS;
    this.beating = { since: isUnbroken && this.beating ? this.beating.since : now, last: now };
  }

  /** One beat and, every second time, a search; skipped while the one before is still at it. */
  tick(): Promise<void> {
    this.ticks += 1;
    this.ticking ??= this.work().finally(() => {
      this.ticking = null;
    });
    return this.ticking;
  }

  async stop(): Promise<void> {
    await this.ticking;
    if (!this.options.isShared || isDatabaseAway()) return;
    await database()
      .then((db) => leaveInstances(db, instance))
      .catch((error: unknown) =>
        log.warn({ err: error }, "this instance could not be taken off; it counts as silent"),
      );
  }

  private async work(): Promise<void> {
    try {
      if (isDatabaseAway()) {
        this.beating = null;
        return;
      }
      await this.beat();
      if (this.ticks % BEATS_A_SEARCH === 0) await this.search(await database());
    } catch (error) {
      this.beating = null;
      log.warn({ err: error }, "the heartbeat failed; the next one is in 5 s");
    }
  }

  private async search(db: Database): Promise<void> {
    const lost = (await watched(listUnfinishedOf(db, instance))).filter(
      ({ run }) => !this.options.isLiveHere(run.id),
    );
    const abandoned = await this.listAbandoned(db);
    const runs = await interruptOrphans(db, [...lost, ...abandoned]);
    if (runs.length === 0) return;
    log.warn(
      { runs: runs.length },
      "runs were left unfinished by an instance that is gone; marked interrupted",
    );
    this.options.onInterrupted(runs);
  }

  /** After an outage every instance looks silent: only one that has itself been heard for long enough may judge. */
  private async listAbandoned(db: Database): Promise<Orphan[]> {
    const { beating } = this;
    if (!beating || beating.last - beating.since <= SILENT_AFTER_MS) return [];
    await forgetDeadInstances(db);
    return watched(listAbandoned(db, instance));
  }
}
