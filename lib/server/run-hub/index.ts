import { env } from "../env";
import { MemoryHub } from "./memory-hub";
import type { RunHub } from "./run-hub";

/** On the global object: Next loads this module several times in one process. */
const HUB = Symbol.for("glimpse.run-hub");
const holder = globalThis as { [HUB]?: RunHub };

/** Opens the process's one hub: in memory, or shared by all instances where `REDIS_URL` is set. */
export async function openRunHub(): Promise<void> {
  const { REDIS_URL: url, GLIMPSE_DETACHED_SECONDS } = env();
  const detachedMs = GLIMPSE_DETACHED_SECONDS * 1000;
  if (!url) holder[HUB] = new MemoryHub(detachedMs);
  else {
    const { RedisHub } = await import("./redis-hub");
    const hub = new RedisHub({ url, detachedMs });
    await hub.connected;
    holder[HUB] = hub;
  }
}

/** The process's one hub. @throws before it is open: nothing runs on a server that is not prepared */
export function runHub(): RunHub {
  const hub = holder[HUB];
  if (!hub) throw new Error("the run hub is not open");
  return hub;
}
