import { Patience } from "../patience";
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
  private output: Patience;
  private hasOutput = false;

  constructor(limits: AttemptLimits, stopped: AbortSignal | null) {
    this.limits = limits;
    this.signal = stopped ? AbortSignal.any([stopped, this.own.signal]) : this.own.signal;
    const { totalMs, leftMs, firstOutputMs } = limits;
    this.totalTimer = setTimeout(() => this.expire(timeoutOf("total", totalMs)), Math.max(0, leftMs));
    this.output = new Patience(firstOutputMs, () => this.expire(timeoutOf("first-output", firstOutputMs)));
  }

  /** Something was read; `isOutput` says whether it held a delta. A keep-alive is a sign of life before the answer only to us. */
  progress(isOutput: boolean): void {
    if (!isOutput) return;
    if (this.hasOutput) this.output.restart();
    else this.watchIdle();
  }

  /** Nothing can expire any more. */
  stop(): void {
    clearTimeout(this.totalTimer);
    this.output.stop();
  }

  private watchIdle(): void {
    this.hasOutput = true;
    this.output.stop();
    const { idleMs } = this.limits;
    this.output = new Patience(idleMs, () => this.expire(timeoutOf("idle", idleMs)));
  }

  private expire(timeout: ReturnType<typeof timeoutOf>): void {
    this.expired ??= timeout;
    this.stop();
    this.own.abort(new Error(timeout.message));
  }
}
