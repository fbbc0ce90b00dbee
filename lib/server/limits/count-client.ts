import { AppError } from "../app-error";
import { type Counted, clientLimits } from "./client-limits";
import type { Client } from "./current-client";
import { type Standing, tighter, WindowLimiter } from "./window-limiter";

type Act = "requests" | "starts";

const LIMITERS = Symbol.for("glimpse.limiters");
/** Next loads this module several times in one process; null where nothing is limited. */
const shared = globalThis as { [LIMITERS]?: Map<string, WindowLimiter | null> };

/**
 * Counts a request, or a start of runs, as the client's who sent it. Starts cost money, so they are exact.
 *
 * @returns where the client stands; null where nothing is limited
 * @throws AppError rate-limited
 */
export async function countClient(act: Act, client: Partial<Client>): Promise<Standing | null> {
  const address = await countOne(act, "address", client.address);
  const session = await countOne(act, "session", client.session);
  return tighter(address, session);
}

/** Tells a client where it stands, so that a script can pace itself. */
export function addLimitHeaders(response: Response, standing: Standing | null): void {
  if (!standing) return;
  for (const [name, value] of Object.entries(limitHeaders(standing))) response.headers.set(name, value);
}

/** As in draft-ietf-httpapi-ratelimit-headers-06, which clients know best. */
function limitHeaders({ limit, remaining, resetMs }: Standing): Record<string, string> {
  return {
    "ratelimit-policy": `${limit};w=60`,
    "ratelimit-limit": String(limit),
    "ratelimit-remaining": String(remaining),
    "ratelimit-reset": String(Math.ceil(resetMs / 1000)),
  };
}

async function countOne(act: Act, as: Counted, key: string | null | undefined): Promise<Standing | null> {
  const standing = key ? await limiterOf(act, as)?.count(key) : null;
  if (!standing?.isOver) return standing ?? null;
  const retryAfterSeconds = Math.max(1, Math.ceil(standing.resetMs / 1000));
  const what = act === "requests" ? "requests" : "starts of runs";
  throw new AppError(
    "rate-limited",
    `One ${as} may send ${standing.limit} ${what} a minute. Wait ${retryAfterSeconds} s.`,
    { retryAfterSeconds, headers: limitHeaders(standing) },
  );
}

function limiterOf(act: Act, as: Counted): WindowLimiter | null {
  shared[LIMITERS] ??= new Map();
  const name = `${act}-${as}`;
  const known = shared[LIMITERS].get(name);
  if (known !== undefined) return known;
  const limit = clientLimits()[act][as];
  const limiter = Number.isFinite(limit)
    ? new WindowLimiter({ name, limit, isExact: act === "starts" })
    : null;
  shared[LIMITERS].set(name, limiter);
  return limiter;
}
