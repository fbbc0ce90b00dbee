const TURNS = 10;

/**
 * A timer for what others are waited for. It counts in turns, so that a process that is itself held up does not blame
 * them: however long that takes, it counts as one turn, and there are others in which to see what came meanwhile.
 */
export class Patience {
  private readonly turnMs: number;
  private readonly onEnd: () => void;
  private timer: NodeJS.Timeout;
  private turns = 0;
  private restartedAt: number | null = null;

  constructor(ms: number, onEnd: () => void) {
    this.turnMs = ms / TURNS;
    this.onEnd = onEnd;
    this.timer = this.wait(this.turnMs);
  }

  /** Begins again from now. Costs next to nothing, however often. */
  restart(): void {
    this.restartedAt = performance.now();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private wait(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.take(), ms);
  }

  private take(): void {
    if (this.restartedAt !== null) {
      const turnLeftMs = this.restartedAt + this.turnMs - performance.now();
      this.restartedAt = null;
      this.turns = 0;
      this.timer = this.wait(Math.max(0, turnLeftMs));
      return;
    }
    this.turns += 1;
    if (this.turns === TURNS) this.onEnd();
    else this.timer = this.wait(this.turnMs);
  }
}

/** Waits for work, at most `ms`. @throws what the work throws in that time */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const { promise: tooLate, resolve } = Promise.withResolvers<void>();
  const patience = new Patience(ms, resolve);
  try {
    await Promise.race([work, tooLate]);
  } finally {
    patience.stop();
  }
}
