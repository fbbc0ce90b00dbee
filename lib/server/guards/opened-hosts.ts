import { isIP } from "node:net";
import { env } from "../env";
import { serverMode } from "../mode";
import { isInRange } from "./classify-address";

/** Where a connection goes: a name in lower case or an IP address without brackets, and a port. */
export type Target = { host: string; port: number };

export function targetOf(address: string): Target {
  const { hostname, port, protocol } = new URL(address);
  return { host: plainHost(hostname), port: Number(port) || (protocol === "https:" ? 443 : 80) };
}

/** Without IPv6's brackets and the dot that ends a full name. */
export function plainHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
}

/**
 * Whether a private address may be called: any on a server that is reached from its own machine alone; else what its
 * operator has named in GLIMPSE_ALLOW_PRIVATE_HOSTS or GLIMPSE_ENDPOINTS.
 *
 * @param address what the target's name resolved to, or the target's host itself
 */
export function isOpened(target: Target, address: string): boolean {
  if (serverMode() === "local") return true;
  const { GLIMPSE_ALLOW_PRIVATE_HOSTS, GLIMPSE_ENDPOINTS } = env();
  return (
    GLIMPSE_ALLOW_PRIVATE_HOSTS.some((entry) => isNamed(entry, target, address)) ||
    GLIMPSE_ENDPOINTS.map(({ baseUrl }) => targetOf(baseUrl)).some(
      ({ host, port }) => host === target.host && port === target.port,
    )
  );
}

/** @param entry a host, host:port, address or range */
function isNamed(entry: string, target: Target, address: string): boolean {
  const [, host = "", port] = isIP(entry) ? ["", entry] : (/^(.*?)(?::(\d+))?$/.exec(entry) ?? []);
  if (port !== undefined && Number(port) !== target.port) return false;
  return plainHost(host) === target.host || isInRange(address, plainHost(host));
}
