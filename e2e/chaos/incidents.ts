import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "./world.ts";

/** Something that breaks when a share of the load has begun, and is mended; gives what went wrong with that. */
export type Incident = { name: string; atShare: number; strike(): Promise<string[]> };

/** When an incident began and when all was well again, in `performance.now()`. */
export type Struck = { name: string; from: number; until: number; problems: string[] };

const DATABASE_AWAY_MS = 2_000;
export const DATABASE_RESTARTS = "the database restarts";

/**
 * A restart of the database, the sudden death of one instance, the clean restart of another. In this order: runs of the
 * dead are ended half a minute later, and what comes in between needs no waiting for.
 */
export function planIncidents({ postgres, instances }: World): Incident[] {
  const first = instances[0];
  const last = instances.at(-1);
  if (!first || !last) throw new Error("there is no instance");
  return [
    {
      name: DATABASE_RESTARTS,
      atShare: 0.15,
      async strike() {
        await postgres.stop();
        await sleep(DATABASE_AWAY_MS);
        await postgres.start();
        return [];
      },
    },
    {
      name: "kill -9",
      atShare: 0.3,
      async strike() {
        await last.kill();
        await last.start();
        return [];
      },
    },
    {
      name: "SIGTERM",
      atShare: 0.6,
      async strike() {
        const code = await first.stop();
        await first.start();
        return code === 0 ? [] : [`ended with ${code}`];
      },
    },
  ];
}

/** Lets incidents strike as the load goes on, one at a time. */
export class IncidentRunner {
  readonly struck: Struck[] = [];
  private readonly left: Incident[];
  private running: Promise<void> = Promise.resolve();
  private readonly report: (line: string) => void;

  constructor(incidents: readonly Incident[], report: (line: string) => void) {
    this.left = incidents.toSorted((a, b) => a.atShare - b.atShare);
    this.report = report;
  }

  /** @param share of the load that has begun */
  onProgress(share: number): void {
    while (this.left[0] && this.left[0].atShare <= share) {
      const incident = this.left.shift();
      if (incident) this.running = this.running.then(() => this.strike(incident));
    }
  }

  /** Resolves when everything that struck is mended. */
  settled(): Promise<void> {
    return this.running;
  }

  private async strike({ name, strike }: Incident): Promise<void> {
    const from = performance.now();
    const problems = await strike();
    const until = performance.now();
    this.struck.push({ name, from, until, problems });
    this.report(`${name}: mended after ${((until - from) / 1000).toFixed(1)} s`);
  }
}
