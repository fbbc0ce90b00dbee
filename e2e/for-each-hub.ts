import { afterAll, afterEach, beforeAll, describe } from "vitest";
import { MemoryHub } from "@/lib/server/run-hub/memory-hub";
import { RedisHub } from "@/lib/server/run-hub/redis-hub";
import type { RunHub } from "@/lib/server/run-hub/run-hub";
import { hasRedis, startRedis, type TestRedis } from "./start-redis";

/** `cutAfterMs`: for how long watchers wait for a Redis that is away; in memory there is nothing to wait for. */
type OpenHub = (options?: { detachedMs?: number; cutAfterMs?: number }) => Promise<RunHub>;

const DETACHED_MS = 900_000;

/** Runs the same tests on the hub in memory and on one over a real Redis. `openHub` gives one that ends with its test. */
export function forEachHub(tests: (openHub: OpenHub) => void): void {
  describe("in memory", () => {
    tests(closedAfterEach(async ({ detachedMs = DETACHED_MS } = {}) => new MemoryHub(detachedMs)));
  });
  describeOnRedis("over Redis", (openInstance) => tests(openInstance));
}

/** Tests that need a real Redis: each call of `openInstance` gives the hub of another instance. */
export function describeOnRedis(
  name: string,
  tests: (openInstance: OpenHub, redis: () => TestRedis) => void,
): void {
  describe.skipIf(!hasRedis)(hasRedis ? name : `${name} (skipped: no redis-server is installed)`, () => {
    let redis: TestRedis | undefined;
    const running = () => {
      if (!redis) throw new Error("Redis runs only while a test or hook does");
      return redis;
    };
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis?.stop());
    const open: OpenHub = async (options) => {
      const hub = new RedisHub({ url: running().url, detachedMs: DETACHED_MS, ...options });
      await hub.connected;
      return hub;
    };
    tests(closedAfterEach(open), running);
  });
}

function closedAfterEach(open: OpenHub): OpenHub {
  let hubs: RunHub[] = [];
  afterEach(async () => {
    await Promise.all(hubs.map((hub) => hub.drain(0)));
    hubs = [];
  });
  return async (options) => {
    const hub = await open(options);
    hubs.push(hub);
    return hub;
  };
}
