import { env } from "../env";
import { type Mode, serverMode } from "../mode";

/** As whom somebody is counted. */
export type Counted = "session" | "address";

/** How much one session and one address may do; `Infinity`: as much as they like. */
export type PerClient = Readonly<Record<Counted, number>>;

/** `requests` and `starts` a minute; `liveRuns` at once. */
export type ClientLimits = { requests: PerClient; starts: PerClient; liveRuns: PerClient };

const UNLIMITED: PerClient = { session: Number.POSITIVE_INFINITY, address: Number.POSITIVE_INFINITY };

/** An address may be an office's, so it gets more than a session. */
const DEFAULTS: Record<Mode, ClientLimits> = {
  local: { requests: UNLIMITED, starts: UNLIMITED, liveRuns: UNLIMITED },
  // Who signed in may do all; this is for floods.
  password: { requests: { ...UNLIMITED, address: 6_000 }, starts: UNLIMITED, liveRuns: UNLIMITED },
  public: {
    requests: { session: 300, address: 600 },
    starts: { session: 60, address: 120 },
    // A session has room for one comparison of the most lanes.
    liveRuns: { session: 12, address: 24 },
  },
};

/** What clients of this server may do: its settings, else what suits its mode. */
export function clientLimits(): ClientLimits {
  const { GLIMPSE_REQUESTS_PER_MINUTE, GLIMPSE_STARTS_PER_MINUTE, GLIMPSE_LIVE_RUNS } = env();
  const { requests, starts, liveRuns } = DEFAULTS[serverMode()];
  return {
    requests: GLIMPSE_REQUESTS_PER_MINUTE ?? requests,
    starts: GLIMPSE_STARTS_PER_MINUTE ?? starts,
    liveRuns: GLIMPSE_LIVE_RUNS ?? liveRuns,
  };
}
