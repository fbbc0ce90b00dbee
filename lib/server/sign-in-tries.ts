import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "./app-error";

/** Wrong passwords that a network may send before it has to wait between them. */
const FREE_TRIES = 5;
const FIRST_WAIT_SECONDS = 10;
const LONGEST_WAIT_SECONDS = 3600;
const FORGOTTEN_AFTER_SECONDS = 24 * 3600;
/** Of all networks together: what a botnet gets. Sessions and tokens are not held up by it. */
const TRIES_A_MINUTE = 60;

type Limiters = {
  /** Everybody's tries of this minute. */
  all: RateLimiterMemory;
  /** A network's tries since it last knew the password. */
  tried: RateLimiterMemory;
  /** Holds a network for as long as it has to wait. */
  waiting: RateLimiterMemory;
};

const LIMITERS = Symbol.for("glimpse.sign-in-tries");
const shared = globalThis as { [LIMITERS]?: Limiters };

/** They are counted in this process: of several instances, each gives a network its own free tries. */
function limiters(): Limiters {
  shared[LIMITERS] ??= {
    all: new RateLimiterMemory({ points: TRIES_A_MINUTE, duration: 60 }),
    tried: new RateLimiterMemory({ points: FREE_TRIES, duration: FORGOTTEN_AFTER_SECONDS }),
    waiting: new RateLimiterMemory({ points: 1, duration: FIRST_WAIT_SECONDS }),
  };
  return shared[LIMITERS];
}

/**
 * Counts a try before its password is looked at, so that a hundred at once are no more than one after the other. From
 * the fifth on, each makes the network wait twice as long for the next one.
 *
 * @throws AppError too-many-tries
 */
export async function countTry(network: string): Promise<void> {
  const { all, tried, waiting } = limiters();
  const { consumedPoints } = await tried.penalty(network);
  try {
    if (consumedPoints >= FREE_TRIES)
      await waiting.consume(network, 1, { customDuration: waitSeconds(consumedPoints) });
    await all.consume("all");
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    await tried.reward(network); // It was not looked at.
    const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
    throw new AppError("too-many-tries", `Too many wrong passwords. Wait ${retryAfterSeconds} s.`, {
      retryAfterSeconds,
    });
  }
}

/** Forgives a network its wrong tries, for now it knew the password. */
export async function countSuccess(network: string): Promise<void> {
  const { tried, waiting } = limiters();
  await Promise.all([tried.delete(network), waiting.delete(network)]);
}

function waitSeconds(tries: number): number {
  return Math.min(FIRST_WAIT_SECONDS * 2 ** (tries - FREE_TRIES), LONGEST_WAIT_SECONDS);
}
