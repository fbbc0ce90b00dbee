import ipaddr from "ipaddr.js";
import { env } from "../env";
import { peerAddress } from "./peer-address";

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Where a request comes from: the socket's other end, or, where that is a proxy of `GLIMPSE_TRUSTED_PROXY`, the address
 * that the proxies saw: the right-most of `X-Forwarded-For` that is none of theirs. Null where nobody knows.
 */
export function clientAddress(headers: Headers): string | null {
  return findClient(headers)?.toString() ?? null;
}

/**
 * The network that a client can change its address in at will, for limits: an IPv4 address itself, the /64 of an IPv6
 * one. `unknown` where nobody knows.
 */
export function clientNetwork(headers: Headers): string {
  const client = findClient(headers);
  if (!client) return "unknown";
  if (client.kind() === "ipv4") return client.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${client.toString()}/64`)}/64`;
}

/** Whether the browser speaks https with the proxy in front, as one of `GLIMPSE_TRUSTED_PROXY` says. */
export function cameOverHttps(headers: Headers): boolean {
  const peer = parseAddress(peerAddress(headers) ?? "");
  if (!peer || !isTrusted(peer)) return false;
  return headers.get("x-forwarded-proto")?.split(",").at(-1)?.trim().toLowerCase() === "https";
}

function findClient(headers: Headers): Address | null {
  let client = parseAddress(peerAddress(headers) ?? "");
  const hops = (headers.get("x-forwarded-for") ?? "").split(",").reverse();
  for (const hop of hops) {
    if (!client || !isTrusted(client)) break;
    const before = parseAddress(hop.trim());
    if (!before) break; // What a trusted proxy did not write tells nothing.
    client = before;
  }
  return client;
}

function isTrusted(address: Address): boolean {
  return env().GLIMPSE_TRUSTED_PROXY.some((trusted) => {
    if (!trusted.includes("/")) return ipaddr.process(trusted).toString() === address.toString();
    const [network, bits] = ipaddr.parseCIDR(trusted);
    return address.kind() === network.kind() && address.match(network, bits);
  });
}

/** IPv4 addresses that are written as IPv6 ones become what they are; the zone of a link-local one goes. */
function parseAddress(text: string): Address | null {
  const address = text.replace(/%.*$/, "");
  return ipaddr.isValid(address) ? ipaddr.process(address) : null;
}
