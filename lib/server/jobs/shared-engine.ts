import type { JobEngine } from "./job-engine";

const SHARED = Symbol.for("glimpse.jobs");

/** Where the process's engine is while the server runs: Next loads this module several times. */
export function sharedEngine(): { engine: JobEngine | null } {
  const holder = globalThis as { [SHARED]?: { engine: JobEngine | null } };
  holder[SHARED] ??= { engine: null };
  return holder[SHARED];
}
