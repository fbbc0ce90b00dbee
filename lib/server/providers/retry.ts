import type { ErrorClass, RunError } from "@/lib/runs/run";
import type { ProviderAdapter } from "./adapter";

/** HTTP attempts of one request, the first included. */
export const MOST_ATTEMPTS = 3;

const FIRST_WAIT_MS = 400;
/** A provider that asks for more patience than this is not waited for: the run fails and says when to come back. */
const LONGEST_WAIT_MS = 20_000;

const RETRYABLE_CLASSES: ReadonlySet<ErrorClass> = new Set([
  "rate-limit",
  "overloaded",
  "network",
  "upstream",
]);
const RETRYABLE_STATUSES: ReadonlySet<number> = new Set([408, 409, 425]);

/**
 * How long to wait before a request that failed without any output is sent again, in ms; null when it is not.
 * Only faults that may pass: 408, 409, 425, 429, 5xx and broken connections, and never those that the provider marks as
 * permanent. `Retry-After` is honoured, else the wait doubles, with jitter so that lanes don't come back together.
 *
 * @param attempts how many were made
 */
export function retryWaitMs(failure: RunError, attempts: number, adapter: ProviderAdapter): number | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  if (!mayPass(failure) || (failure.code !== null && adapter.isPermanent?.(failure.code))) return null;
  const waitMs = failure.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempts - 1) * (1 + Math.random() / 4);
  return waitMs <= LONGEST_WAIT_MS ? waitMs : null;
}

/** A balance that is used up stays so, whatever its status. Inside a stream the code takes the status's place. */
function mayPass({ class: errorClass, httpStatus, code }: RunError): boolean {
  const status = httpStatus ?? Number(code);
  const isServerFault = status >= 500 && status <= 599;
  return (
    RETRYABLE_CLASSES.has(errorClass) ||
    (errorClass !== "auth" && (isServerFault || RETRYABLE_STATUSES.has(status)))
  );
}

/** Waits, but no longer than until `signal` aborts; then it rejects with the signal's reason. */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
}
