/** Milliseconds until a silent provider is given up. */
export type TimeLimits = { firstOutputMs: number; idleMs: number; totalMs: number };

/** Thinking can be silent, and Z.ai sends no keep-alive: hence the generous idle limit. */
export const TIME_LIMITS: TimeLimits = { firstOutputMs: 60_000, idleMs: 90_000, totalMs: 15 * 60_000 };

/** Aborts a request that takes too long, or whose person stopped it, and knows which of the two it was. */
export class Watchdog {
  readonly signal: AbortSignal;
  /** What ran out; null while nothing has. */
  expired: { code: string; message: string } | null = null;
  private readonly limits: TimeLimits;
  private readonly own = new AbortController();
  private readonly totalTimer: NodeJS.Timeout;
  private outputTimer: NodeJS.Timeout;
  private lastOutputAt: number | null = null;

  constructor(limits: TimeLimits, stopped: AbortSignal | null) {
    this.limits = limits;
    this.signal = stopped ? AbortSignal.any([stopped, this.own.signal]) : this.own.signal;
    this.totalTimer = setTimeout(
      () => this.expire("total-timeout", "The answer took too long", limits.totalMs),
      limits.totalMs,
    );
    this.outputTimer = setTimeout(
      () => this.expire("first-output-timeout", "The provider sent no output", limits.firstOutputMs),
      limits.firstOutputMs,
    );
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
      else
        this.expire(
          "idle-timeout",
          "The provider went silent in the middle of its answer",
          this.limits.idleMs,
        );
    }, afterMs);
  }

  private expire(code: string, what: string, afterMs: number): void {
    this.expired ??= {
      code,
      message: `${what} (limit: ${Math.round(afterMs / 1000)} s). Try again, or another provider.`,
    };
    this.stop();
    this.own.abort(new Error(this.expired.message));
  }
}
