import dns from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { promisify } from "node:util";
import { kindOfAddress } from "./classify-address";
import { isOpened, type Target, targetOf } from "./opened-hosts";

const NEVER = "must not lead to a reserved or link-local address, or to a cloud's metadata service";
const PRIVATE =
  "must not lead to this machine or a private network, unless GLIMPSE_ALLOW_PRIVATE_HOSTS names it";

/** Names of metadata services, which may resolve to nothing where this is asked. */
const METADATA_NAMES = new Set([
  ...["metadata", "metadata.google.internal", "metadata.goog"],
  ...["instance-data", "instance-data.ec2.internal"],
]);

/** An address that somebody entered is not called, in words that go on after "its address". */
export class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  readonly code = "ADDRESS_REFUSED";
}

/**
 * Why an address that somebody entered is not called, judged by what it says itself; null when nothing speaks against it.
 *
 * @param baseUrl an http:// or https:// address without credentials (`isPlainAddress`)
 */
export function refusalOfAddress(baseUrl: string): string | null {
  return refusalOfTarget(targetOf(baseUrl));
}

/**
 * The same for whatever its name resolves to at the moment. A name that does not resolve is let through: the server
 * may be off, and `checkedLookup` judges it again at every connection.
 */
export async function refusalOfHost(baseUrl: string): Promise<string | null> {
  const target = targetOf(baseUrl);
  const literal = refusalOfTarget(target);
  if (literal !== null) return literal;
  // Asked for anew at every call: a name may lead elsewhere by then.
  const resolved = await promisify(dns.lookup)(target.host, { all: true }).catch(() => []);
  return refusalOfAll(target, resolved);
}

/** `URL` has already written the exotic forms of an IPv4 address (hex, octal, one number) as four parts. */
export function refusalOfTarget(target: Target): string | null {
  const { host } = target;
  if (isIP(host)) return refusalOf(target, host);
  if (METADATA_NAMES.has(host)) return NEVER;
  const isLoopback = host === "localhost" || host.endsWith(".localhost");
  return isLoopback ? refusalOf(target, "127.0.0.1") : null;
}

/**
 * Resolves the name of a connection that is about to be made, and refuses all of it where any of its addresses is
 * refused. The connection goes to the very addresses that were checked: no later answer of the name's can move it.
 */
export function checkedLookup(target: Target): LookupFunction {
  return (hostname, options, callback) => {
    dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const refusal = error ? null : refusalOfAll(target, addresses);
      const failure = error ?? (refusal === null ? null : new AddressRefused(refusal));
      const [first] = addresses ?? [];
      if (failure || !first) callback(failure ?? new AddressRefused(NEVER), "");
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusalOfAll(target: Target, addresses: readonly { address: string }[]): string | null {
  for (const { address } of addresses) {
    const refusal = refusalOf(target, address);
    if (refusal !== null) return refusal;
  }
  return null;
}

function refusalOf(target: Target, address: string): string | null {
  const kind = kindOfAddress(address);
  if (kind === "never") return NEVER;
  return kind === "private" && !isOpened(target, address) ? PRIVATE : null;
}
