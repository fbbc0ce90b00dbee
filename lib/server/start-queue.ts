/** What starting a run is taken to cost until one was started: setting up the SDK and the connection. */
const FIRST_COST_MS = 3;
/** How much the newest start says about the next. */
const NEWEST_SHARE = 0.2;

type Start = { runs: number; begin: () => void };

/**
 * Lets runs begin in order, those of a comparison together, and gives the event loop back for as long as they took:
 * a burst of starts has at most half of the loop's time, so that the streams which run keep their pace.
 */
class StartQueue {
  private readonly waiting: Start[] = [];
  private waitingRuns = 0;
  private isBusy = false;
  private costMsPerRun = FIRST_COST_MS;
  private lastMsPerRun = FIRST_COST_MS;

  /** How long the last of `moreRuns` that come now would wait. */
  expectedWaitMs(moreRuns: number): number {
    return 2 * (this.waitingRuns + moreRuns) * this.costMsPerRun;
  }

  /** Resolves when so many runs may begin: on a quiet server at once. */
  turn(runs: number): Promise<void> {
    return new Promise((begin) => {
      this.waiting.push({ runs, begin });
      this.waitingRuns += runs;
      if (!this.isBusy) this.next();
    });
  }

  private next(): void {
    const start = this.waiting.shift();
    this.isBusy = start !== undefined;
    if (!start) return;
    this.waitingRuns -= start.runs;
    // Neighbours in the queue of the loop: between them runs nothing but what the start itself sets off.
    let beganAt = 0;
    setImmediate(() => {
      beganAt = performance.now();
      start.begin();
    });
    setImmediate(() => {
      const tookMs = performance.now() - beganAt;
      this.learn(tookMs / start.runs);
      setTimeout(() => this.next(), tookMs);
    });
  }

  /** A start that took long counts once the next one does too: it may have been held up, as the first one is. */
  private learn(msPerRun: number): void {
    this.costMsPerRun += NEWEST_SHARE * (Math.min(msPerRun, this.lastMsPerRun) - this.costMsPerRun);
    this.lastMsPerRun = msPerRun;
  }
}

const QUEUE = Symbol.for("glimpse.start-queue");

/** The process's one queue: Next loads this module several times. */
export function startQueue(): StartQueue {
  const holder = globalThis as { [QUEUE]?: StartQueue };
  holder[QUEUE] ??= new StartQueue();
  return holder[QUEUE];
}
