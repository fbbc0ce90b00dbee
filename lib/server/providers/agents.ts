import { Agent, buildConnector } from "undici";
import { AddressRefused, checkedLookup, refusalOfTarget } from "../guards/check-address";
import { plainHost } from "../guards/opened-hosts";
import type { Endpoint } from "./endpoint";
import { timeLimits } from "./time-limits";

const AGENTS = Symbol.for("glimpse.agents");
type Agents = { fixed?: Agent; checked?: Agent };

/**
 * The connections that calls of an endpoint go over: one pool for the process, whichever of Next's module instances
 * asks, and one for addresses that somebody entered, which are checked as they are connected to. Neither follows
 * redirects. Time-outs of answers are the watchdog's.
 */
export function agentFor({ isCustom }: Pick<Endpoint, "isCustom">): Agent {
  const holder = globalThis as { [AGENTS]?: Agents };
  holder[AGENTS] ??= {};
  const agents = holder[AGENTS];
  if (!isCustom) {
    agents.fixed ??= openAgent({ timeout: timeLimits().connectMs });
    return agents.fixed;
  }
  agents.checked ??= openAgent(connectChecked);
  return agents.checked;
}

function openAgent(connect: Agent.Options["connect"]): Agent {
  return new Agent({
    ...(connect ? { connect } : {}),
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: 30_000,
    allowH2: false,
  });
}

/** An IP address in the place of a name is never looked up, so it is judged before. */
const connectChecked: buildConnector.connector = (options, callback) => {
  const port = Number(options.port) || (options.protocol === "https:" ? 443 : 80);
  const target = { host: plainHost(options.hostname), port };
  const refusal = refusalOfTarget(target);
  if (refusal !== null) return callback(new AddressRefused(refusal), null);
  const connect = buildConnector({
    timeout: timeLimits().connectMs,
    allowH2: false,
    lookup: checkedLookup(target),
  });
  return connect(options, callback);
};
