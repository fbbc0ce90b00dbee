import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";

/** What no custom endpoint may be: addresses that hand a cloud machine's credentials to whoever asks. */
const refused = new BlockList();
refused.addSubnet("169.254.0.0", 16); // link-local, the metadata service of most clouds among them
refused.addSubnet("fe80::", 10, "ipv6");
refused.addAddress("fd00:ec2::254", "ipv6"); // AWS
refused.addAddress("100.100.100.200"); // Alibaba Cloud
const REFUSED_NAMES = new Set(["metadata.google.internal", "metadata"]);

/**
 * Why calls to this address are refused, judged by what it says itself; null when they are not.
 *
 * @param baseUrl an http:// or https:// address without credentials (`isPlainAddress`)
 */
export function refusalOfAddress(baseUrl: string): string | null {
  const host = hostOf(baseUrl);
  return REFUSED_NAMES.has(host.replace(/\.$/, "")) || isRefused(host) ? REFUSAL : null;
}

/**
 * The same for whatever its name resolves to at the moment. A name that does not resolve is let through: the server
 * may be off. Which other addresses are allowed depends on who may enter them, and is decided here alone: today
 * loopback and private hosts are, for whoever enters an endpoint runs this server.
 */
export async function refusalOfHost(baseUrl: string): Promise<string | null> {
  const literal = refusalOfAddress(baseUrl);
  if (literal !== null) return literal;
  const resolved = await lookup(hostOf(baseUrl), { all: true }).catch(() => []);
  return resolved.some(({ address }) => isRefused(address)) ? REFUSAL : null;
}

const REFUSAL = "must not lead to a link-local address or a cloud's metadata service";

/** `URL` has already written the exotic forms of an IPv4 address (hex, octal, one number) as four parts. */
function hostOf(baseUrl: string): string {
  return new URL(baseUrl).hostname.replace(/^\[|\]$/g, "").toLowerCase();
}

function isRefused(address: string): boolean {
  const version = isIP(address);
  // IPv4-mapped IPv6 addresses are checked as the IPv4 addresses they are.
  return version !== 0 && refused.check(address, version === 6 ? "ipv6" : "ipv4");
}
