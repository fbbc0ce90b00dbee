/** A limit of what may go on at once, and of what: all with the same key share it. */
export type SlotLimit = { key: string; mostCalls: number };

type Waiter = { limits: readonly SlotLimit[]; go: () => void };

/** Grants what may run at once, in the order of asking. */
class Slots {
  private readonly taken = new Map<string, number>();
  private readonly waiters = new Set<Waiter>();

  /** Resolves when the turn has come, with true; with false as soon as `signal` aborts. */
  take(limits: readonly SlotLimit[], signal?: AbortSignal): Promise<boolean> {
    if (signal?.aborted) return Promise.resolve(false);
    return new Promise((resolve) => {
      const leave = () => {
        this.waiters.delete(waiter);
        resolve(false);
      };
      const waiter = {
        limits,
        go: () => {
          signal?.removeEventListener("abort", leave);
          resolve(true);
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      this.waiters.add(waiter);
      this.grant();
    });
  }

  release(limits: readonly SlotLimit[]): void {
    for (const { key } of limits) {
      const left = (this.taken.get(key) ?? 0) - 1;
      if (left > 0) this.taken.set(key, left);
      else this.taken.delete(key);
    }
    this.grant();
  }

  /** Whoever waits for one model lets those pass who want another. */
  private grant(): void {
    for (const waiter of this.waiters) {
      if (waiter.limits.some(({ key, mostCalls }) => (this.taken.get(key) ?? 0) >= mostCalls)) continue;
      this.waiters.delete(waiter);
      for (const { key } of waiter.limits) this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
      waiter.go();
    }
  }
}

const SLOTS = Symbol.for("glimpse.slots");

/** The process's one set of slots: Next loads this module several times. */
function slots(): Slots {
  const holder = globalThis as { [SLOTS]?: Slots };
  holder[SLOTS] ??= new Slots();
  return holder[SLOTS];
}

/**
 * Runs `call` when all its limits have room, first come, first served; null when `signal` aborted before that. Only
 * this process's calls are counted: between several instances the provider's own 429, which is retried, remains the judge.
 */
export async function withSlot<T>(
  limits: readonly SlotLimit[],
  signal: AbortSignal,
  call: () => Promise<T>,
): Promise<T | null> {
  if (limits.length === 0) return call();
  return (await slots().take(limits, signal)) ? releasing(limits, call) : null;
}

/** Runs `work` when its limit has room, first come, first served. */
export async function inTurn<T>(limit: SlotLimit, work: () => Promise<T>): Promise<T> {
  await slots().take([limit]);
  return releasing([limit], work);
}

async function releasing<T>(limits: readonly SlotLimit[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    slots().release(limits);
  }
}
