import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { openedDatabase } from "@/db/client";
import { sqlExecutor } from "@/db/sql-executor";
import { isDatabaseFault } from "../database-fault";
import { isDatabaseAway, watched } from "../database-watch";
import { log } from "../log";

const WINDOW_SECONDS = 60;
/** How often a key's count of a window is brought to the database, where it needn't be exact. */
const TOLD_TIMES = 30;
/** A flood from many addresses must not queue up at the database: keys that it has no time for are counted here alone. */
const MOST_TOLD_AT_ONCE = 20;

/** Where a key stands in its window. */
export type Standing = { limit: number; remaining: number; resetMs: number; isOver: boolean };

type LimiterOptions = {
  /** Of the counter: kept in the database, so it never changes. */
  name: string;
  /** How often a key may be counted in a minute. */
  limit: number;
  /**
   * Whether every count waits for the database. Else all instances together know to within a thirtieth of the limit,
   * and nobody waits.
   */
  isExact: boolean;
};

/**
 * Counts what each key does, a minute long from the first time: first in this process, where a refusal costs nothing,
 * then in the database, which all instances share. While the database is away, this process's count is what counts.
 */
export class WindowLimiter {
  private readonly here: RateLimiterMemory;
  private readonly everywhere: RateLimiterPostgres;
  private readonly isExact: boolean;
  private readonly toldAtOnce: number;
  private telling = 0;

  constructor({ name, limit, isExact }: LimiterOptions) {
    const options = { points: limit, duration: WINDOW_SECONDS, keyPrefix: name };
    this.here = new RateLimiterMemory(options);
    this.everywhere = new RateLimiterPostgres({
      ...options,
      storeClient: { query },
      storeType: "client",
      tableName: "rate_limits",
      tableCreated: true,
      clearExpiredByTimeout: false,
    });
    this.isExact = isExact;
    this.toldAtOnce = isExact ? 1 : Math.ceil(limit / TOLD_TIMES);
  }

  /** Counts a key once, and gives where it stands now. */
  async count(key: string): Promise<Standing> {
    const own = await this.standing(this.here.consume(key));
    if (own.isOver || isDatabaseAway()) return own;
    if (this.isExact) return tighter(own, await this.tell(key));
    const counted = own.limit - own.remaining;
    if (counted % this.toldAtOnce === 1 % this.toldAtOnce && this.telling < MOST_TOLD_AT_ONCE)
      this.tell(key).catch((error: unknown) => {
        if (!isDatabaseFault(error)) log.warn({ err: error }, "a limit could not be counted");
      });
    return own;
  }

  /** Counts in the database; where that is over the limit, the next ones are refused here. */
  private async tell(key: string): Promise<Standing> {
    this.telling++;
    try {
      const shared = await watched(this.standing(this.everywhere.consume(key, this.toldAtOnce)));
      // The package takes 0 for "until further notice"; a window that is just over blocks nobody.
      if (shared.isOver && shared.resetMs > 0) await this.here.block(key, shared.resetMs / 1000);
      return shared;
    } finally {
      this.telling--;
    }
  }

  private async standing(consumed: Promise<RateLimiterRes>): Promise<Standing> {
    const result = await consumed.catch((refusal: unknown) => {
      if (refusal instanceof RateLimiterRes) return refusal;
      throw refusal;
    });
    const limit = this.here.points;
    return {
      limit,
      remaining: Math.max(0, limit - result.consumedPoints),
      // Clocks of instances differ, and are set back.
      resetMs: Math.min(result.msBeforeNext, WINDOW_SECONDS * 1000),
      isOver: result.consumedPoints > limit,
    };
  }
}

/** The one that leaves less; null where nothing is limited. */
export function tighter<A extends Standing | null, B extends Standing | null>(a: A, b: B): A | B {
  if (a === null || b === null) return a ?? b;
  if (a.isOver !== b.isOver) return a.isOver ? a : b;
  return a.remaining <= b.remaining ? a : b;
}

const execute = sqlExecutor(async () => (await openedDatabase()).sql);

/** What the package calls of a `pg` client. */
function query({ text, values }: { text: string; values: (string | number | null)[] }) {
  return execute(text, values);
}
