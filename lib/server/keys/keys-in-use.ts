import type { SessionKeys } from "./session-keys";

const IN_USE = Symbol.for("glimpse.session-keys-in-use");
const shared = globalThis as { [IN_USE]?: Map<string, { keys: string[]; seenAt: number }> };

/** Longer than a run may last: whatever is said of a key is still known to be one. */
const REMEMBERED_MS = 3_600_000;
const MOST_VISITORS = 10_000;
/** A visitor may replace keys again and again. */
const MOST_KEYS = 50;

/**
 * Remembers that a visitor's requests bring these keys along: only so that they can be taken out of texts, never to call
 * anybody with them.
 */
export function rememberKeysInUse(owner: string, sessionKeys: SessionKeys): void {
  if (sessionKeys.size === 0) return;
  const visitors = inUse();
  const seenAt = Date.now();
  const brought = [...sessionKeys.values()].map(({ key }) => key);
  const keys = [...new Set([...brought, ...keysInUseBy(owner)])].slice(0, MOST_KEYS);
  // Deleted first, so that the map stays in the order of last use.
  visitors.delete(owner);
  visitors.set(owner, { keys, seenAt });
  for (const [other, last] of visitors) {
    if (seenAt - last.seenAt < REMEMBERED_MS && visitors.size <= MOST_VISITORS) break;
    visitors.delete(other);
  }
}

/** The keys that a visitor's requests brought along lately. */
export function keysInUseBy(owner: string): string[] {
  return inUse().get(owner)?.keys ?? [];
}

function inUse() {
  shared[IN_USE] ??= new Map();
  return shared[IN_USE];
}
