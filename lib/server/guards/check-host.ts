import { AppError } from "../app-error";
import { env } from "../env";

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/**
 * Refuses a `Host` that isn't ours, so that a foreign name which resolves to this machine (DNS rebinding) gets nothing.
 * Ours are the loopback names, the address we were told to bind, and `GLIMPSE_ALLOWED_HOSTS`.
 *
 * @throws AppError forbidden-host
 */
export function checkHost(headers: Headers): void {
  const host = headers.get("host") ?? "";
  if (isOurHost(host)) return;
  throw new AppError(
    "forbidden-host",
    `This server does not answer to the host "${host.slice(0, 100)}". Add it to GLIMPSE_ALLOWED_HOSTS if it is yours.`,
  );
}

function isOurHost(host: string): boolean {
  const name = hostName(host);
  if (name === null) return false;
  const { HOST, GLIMPSE_ALLOWED_HOSTS } = env();
  const bound = HOST.includes(":") ? `[${HOST}]` : HOST;
  return (
    LOOPBACK.has(name) || name === bound || GLIMPSE_ALLOWED_HOSTS.some((own) => own === name || own === host)
  );
}

/** The name in a `Host` header, brackets kept; null for anything that isn't a plain `name` or `name:port`. */
function hostName(host: string): string | null {
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(host);
  return match?.[1]?.toLowerCase() ?? null;
}
