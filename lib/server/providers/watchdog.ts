import { type TimeLimits, timeoutOf } from "./time-limits";

/** The limits of one attempt, which may have less than a whole run's time left. */
type AttemptLimits = Omit<TimeLimits, "connectMs"> & { leftMs: number };

/** Aborts a request that takes too long, or whose person stopped it, and knows which of the two it was. */
export class Watchdog {
  readonly signal: AbortSignal;
  /** What ran out; null while nothing has. */
  expired: ReturnType<typeof timeoutOf> | null = null;
  private readonly limits: AttemptLimits;
  private readonly own = new AbortController();
  private readonly totalTimer: NodeJS.Timeout;
  private outputTimer: NodeJS.Timeout;
  private lastOutputAt: number | null = null;

  constructor(limits: AttemptLimits, stopped: AbortSignal | null) {
    this.limits = limits;
    this.signal = stopped ? AbortSignal.any([stopped, this.own.signal]) : this.own.signal;
    const { totalMs, leftMs, firstOutputMs } = limits;
    this.totalTimer = setTimeout(() => this.expire(timeoutOf("total", totalMs)), Math.max(0, leftMs));
    this.outputTimer = setTimeout(() => this.expire(timeoutOf("first-output", firstOutputMs)), firstOutputMs);
  }

  /** Something was read; `isOutput` says whether it held a delta. A keep-alive is a sign of life before the answer only to us. */
  progress(isOutput: boolean): void {
    if (!isOutput) return;
    const isFirst = this.lastOutputAt === null;
    this.lastOutputAt = performance.now();
    if (isFirst) this.watchIdle(this.limits.idleMs);
  }

  /** Nothing can expire any more. */
  stop(): void {
    clearTimeout(this.totalTimer);
    clearTimeout(this.outputTimer);
  }

  /** One timer that looks at the clock when it fires, instead of one that every delta resets. */
  private watchIdle(afterMs: number): void {
    clearTimeout(this.outputTimer);
    this.outputTimer = setTimeout(() => {
      const leftMs = (this.lastOutputAt ?? 0) + this.limits.idleMs - performance.now();
      if (leftMs > 0) this.watchIdle(leftMs);
      else this.expire(timeoutOf("idle", this.limits.idleMs));
    }, afterMs);
  }

  private expire(timeout: ReturnType<typeof timeoutOf>): void {
    this.expired ??= timeout;
    this.stop();
    this.own.abort(new Error(timeout.message));
  }
}
