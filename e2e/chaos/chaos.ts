import { setTimeout as sleep } from "node:timers/promises";
import { IncidentRunner, planIncidents, type Struck } from "./incidents.ts";
import { type PlannedComparison, planLoad, planQuiet } from "./load-plan.ts";
import type { Call } from "./oracle.ts";
import { Person } from "./person.ts";
import {
  countUnfinished,
  type LogRow,
  type Prices,
  readLog,
  readPrices,
  readSpend,
  type Spend,
} from "./read-log.ts";
import { postWithOneKey } from "./same-key.ts";
import { startWorld, type World } from "./world.ts";

export type ChaosOptions = {
  seed: number;
  /** Streams in all. */
  lanes: number;
  instances: number;
  /** Comparisons that are watched at once. */
  persons: number;
  /** Whether anything but the provider breaks. */
  hasIncidents: boolean;
};

/** All that was seen, to be judged. */
export type Evidence = {
  comparisons: PlannedComparison[];
  persons: Person[];
  calls: Call[];
  rows: LogRow[];
  prices: Prices;
  spend: Spend;
  struck: Struck[];
  sameKeyProblems: string[];
  /** How long after the load and the last incident every row was terminal, in ms; null when some never were. */
  settledAfterMs: number | null;
};

/** Every row must have ended by then. */
const SETTLES_WITHIN_MS = 60_000;

/** Runs the load, breaks what is to break, and collects what there is to know. Ends everything that it started. */
export async function causeChaos(
  { seed, lanes, instances, persons: atOnce, hasIncidents }: ChaosOptions,
  report: (line: string) => void,
  judge: (evidence: Evidence) => boolean,
): Promise<boolean> {
  const comparisons = planLoad(seed, lanes);
  const keyed = planQuiet("chaos-one-key");
  const planned = [...comparisons, keyed];
  const world = await startWorld(planned, instances);
  let isGood = false;
  try {
    report(`${world.instances.length} instances up, ${comparisons.length} comparisons to come`);
    const sameKeyProblems = await postWithOneKey(world.url, keyed, world.oracle);
    const incidents = new IncidentRunner(hasIncidents ? planIncidents(world) : [], report);
    const persons = await playLoad(world, comparisons, atOnce, incidents, report);
    await incidents.settled();
    const settledAfterMs = await settle(world);
    isGood = judge({
      comparisons: planned,
      persons,
      calls: world.oracle.calls(),
      rows: await readLog(world.url),
      prices: await readPrices(world.url),
      spend: await readSpend(world.url),
      struck: incidents.struck,
      sameKeyProblems,
      settledAfterMs,
    });
    return isGood;
  } finally {
    if (!isGood) report(`The instances' logs are in ${world.folder}.`);
    await world.end(!isGood);
  }
}

/** Has everybody play, `atOnce` at a time. */
async function playLoad(
  { url }: World,
  comparisons: readonly PlannedComparison[],
  atOnce: number,
  incidents: IncidentRunner,
  report: (line: string) => void,
): Promise<Person[]> {
  const persons = comparisons.map((plan) => new Person(url, plan));
  const waiting = persons.entries();
  const reportEvery = Math.ceil(persons.length / 10);
  const playNext = async () => {
    for (const [index, person] of waiting) {
      incidents.onProgress(index / persons.length);
      if (index % reportEvery === 0) report(`comparison ${index} of ${persons.length}`);
      await person.play();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, playNext));
  return persons;
}

async function settle({ url }: World): Promise<number | null> {
  const from = performance.now();
  while (performance.now() - from < SETTLES_WITHIN_MS) {
    if ((await countUnfinished(url)) === 0) return performance.now() - from;
    await sleep(500);
  }
  return null;
}
