import ipaddr from "ipaddr.js";

/** `public`: anybody's. `private`: this machine, or a network of somebody's own. `never`: nothing that answers models. */
export type AddressKind = "public" | "private" | "never";

const PRIVATE_RANGES = new Set(["loopback", "private", "carrierGradeNat", "uniqueLocal"]);

/** Where clouds hand credentials to whoever asks, outside of the link-local range (their documentations, 2026). */
const METADATA = [
  "100.100.100.200/32", // Alibaba Cloud
  "168.63.129.16/32", // Azure's host
  "fd00:ec2::/32", // AWS
  "fd20:ce::254/128", // Google Cloud
  "fd00:42::42/128", // Scaleway
  "fd00:c1::a9fe:a9fe/128", // Oracle Cloud
].map((range) => ipaddr.parseCIDR(range));

const GLOBAL_IPV6 = ipaddr.parseCIDR("2000::/3");
const NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b::/96");

/**
 * What an IP address leads to; whatever is not known to be anybody's, text that is no address included, is `never`.
 * IPv6 addresses that are IPv4 ones in disguise are judged as those, or refused where their meaning is the network's own.
 */
export function kindOfAddress(text: string): AddressKind {
  // Unlike anybody else, ipaddr.js takes `::1.2.3.4` for `::ffff:1.2.3.4`.
  if (!ipaddr.isValid(text) || /^::\d+\./.test(text)) return "never";
  const address = ipaddr.process(text);
  if (METADATA.some((range) => isWithin(address, range))) return "never";
  const range = address.range();
  if (PRIVATE_RANGES.has(range)) return "private";
  if (address instanceof ipaddr.IPv6) {
    // A network without IPv4 reaches all of IPv4 by these; a private one has no business there (RFC 6052).
    if (address.match(NAT64)) return kindOfAddress(embeddedIPv4(address)) === "public" ? "public" : "never";
    if (isTunnel(address) || !address.match(GLOBAL_IPV6)) return "never";
  }
  return range === "unicast" ? "public" : "never";
}

/** Whether an address lies in a range such as 10.0.0.0/8, or is the one that is given in its place. */
export function isInRange(text: string, range: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.process(text);
  if (ipaddr.isValidCIDR(range)) return isWithin(address, ipaddr.parseCIDR(range));
  return ipaddr.isValid(range) && ipaddr.process(range).toString() === address.toString();
}

function isWithin(
  address: ipaddr.IPv4 | ipaddr.IPv6,
  [network, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number],
): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

function embeddedIPv4(address: ipaddr.IPv6): string {
  return new ipaddr.IPv4(address.toByteArray().slice(12)).toString();
}

/** ISATAP (RFC 5214): an IPv4 address behind 0000:5efe or 0200:5efe, in any network. */
function isTunnel({ parts }: ipaddr.IPv6): boolean {
  return parts[5] === 0x5efe && (parts[4] === 0 || parts[4] === 0x200);
}
