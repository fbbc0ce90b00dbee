const SHORTEST_WINDOW_MS = 50;
const LONGEST_WINDOW_MS = 400;

const SHARED = Symbol.for("glimpse.streaming-lanes");

/** How many lanes stream in this process, whichever of Next's module instances runs them. */
function streaming(): { lanes: number } {
  const holder = globalThis as { [SHARED]?: { lanes: number } };
  holder[SHARED] ??= { lanes: 0 };
  return holder[SHARED];
}

/**
 * Says when the lanes of one comparison hand on what they gathered: all together, so that it travels in one write. The
 * more lanes stream in the process, the longer they gather: a millisecond a lane, for handing on is what costs.
 */
export class FlushClock {
  private readonly waiting = new Set<() => void>();
  private timer: NodeJS.Timeout | null = null;

  /** A lane begins to stream; gives how to say that it is over. */
  enter(): () => void {
    streaming().lanes += 1;
    return () => {
      streaming().lanes -= 1;
    };
  }

  /** Calls `flush` once, when the window that is open ends. */
  await(flush: () => void): void {
    this.waiting.add(flush);
    this.timer ??= setTimeout(() => this.flushAll(), windowMs());
  }

  /** `flush` is not needed any more. */
  forget(flush: () => void): void {
    this.waiting.delete(flush);
  }

  private flushAll(): void {
    this.timer = null;
    const flushes = [...this.waiting];
    this.waiting.clear();
    for (const flush of flushes) flush();
  }
}

function windowMs(): number {
  return Math.min(LONGEST_WINDOW_MS, Math.max(SHORTEST_WINDOW_MS, streaming().lanes));
}
