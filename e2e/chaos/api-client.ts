import { setTimeout as sleep } from "node:timers/promises";

/** Patience with a service that is down for a moment. */
const GIVE_UP_AFTER_MS = 90_000;
const WAIT_MS = 250;

/** An answer that no client has a use for; the message says which. */
export class UnexpectedAnswer extends Error {
  override readonly name = "UnexpectedAnswer";
}

/**
 * Asks as a careful script does: again after 502, 503, 429 and broken connections, always the same request, so that a
 * POST needs an `Idempotency-Key` or must be harmless when it is done twice.
 *
 * @param onTry told before each request
 * @throws UnexpectedAnswer on any other answer than success, and when the patience is at its end
 */
export async function ask(url: string, init: RequestInit = {}, onTry = () => {}): Promise<Response> {
  const giveUpAt = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    onTry();
    const response = await fetchOrNull(url, init);
    if (response?.ok) return response;
    const status = response?.status ?? "no answer";
    const words = response ? (await response.text().catch(() => "broken off")).slice(0, 300) : "";
    const mayPass = response === null || [429, 502, 503].includes(response.status);
    if (!mayPass || performance.now() > giveUpAt)
      throw new UnexpectedAnswer(`${init.method ?? "GET"} ${new URL(url).pathname}: ${status} ${words}`);
    const retryAfterMs = Number(response?.headers.get("retry-after") ?? 0) * 1_000;
    await sleep(Math.max(WAIT_MS, retryAfterMs));
  }
}

async function fetchOrNull(url: string, init: RequestInit): Promise<Response | null> {
  try {
    return await fetch(url, init);
  } catch {
    return null; // The connection was refused, or broke.
  }
}
