import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { hasRedis, startRedis } from "../start-redis.ts";
import { startBalancer } from "./balancer.ts";
import { Instance } from "./instance.ts";
import type { PlannedComparison } from "./load-plan.ts";
import { type Oracle, startOracle } from "./oracle.ts";
import { type RestartablePostgres, startRestartablePostgres } from "./restartable-postgres.ts";

/** Shorter than the provider's silence, longer than its pauses. */
const IDLE_TIMEOUT_SECONDS = 3;

/** All that runs: a provider, a database, instances on it, and what stands before them. */
export type World = {
  /** Where people go. */
  url: string;
  oracle: Oracle;
  postgres: RestartablePostgres;
  instances: Instance[];
  /** Where the instances log. */
  folder: string;
  /** Ends everything and removes what it wrote, but for the logs where asked. */
  end(keepLogs: boolean): Promise<void>;
};

/** Starts `count` instances and what they need; without a Redis on this machine, one. */
export async function startWorld(comparisons: readonly PlannedComparison[], count: number): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "glimpse-chaos-"));
  const oracle = await startOracle(comparisons);
  const postgres = await startRestartablePostgres();
  const redis = count > 1 && hasRedis ? await startRedis() : null;
  const environment = {
    DATABASE_URL: postgres.databaseUrl,
    ...(redis && { REDIS_URL: redis.url }),
    ZAI_API_KEY: "chaos-key-zai",
    ZAI_BASE_URL: `${oracle.url}/zai`,
    OPENROUTER_API_KEY: "chaos-key-openrouter",
    OPENROUTER_BASE_URL: `${oracle.url}/openrouter`,
    GLIMPSE_IDLE_TIMEOUT_SECONDS: String(IDLE_TIMEOUT_SECONDS),
  };
  const instances: Instance[] = [];
  for (let index = 0; index < (redis ? count : 1); index++) {
    const own = join(folder, `instance-${index}`);
    await mkdir(own);
    const instance = new Instance(await freePort(), own, environment);
    instances.push(instance);
    await instance.start(); // One after the other: the first may build.
  }
  const balancer = await startBalancer(instances.map(({ url }) => url));
  return {
    url: balancer.url,
    oracle,
    postgres,
    instances,
    folder,
    async end(keepLogs) {
      await Promise.all(instances.map((instance) => instance.kill()));
      await Promise.all([balancer.close(), oracle.close(), redis?.stop(), postgres.remove()]);
      if (!keepLogs) await rm(folder, { recursive: true, force: true });
    },
  };
}
