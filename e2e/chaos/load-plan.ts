/** What happens to whom, all of it decided by the seed before anything starts. */
import { Random } from "./random.ts";

/**
 * What the provider does to a lane: `rate-limited` to `breaks-before-output` only to its first call, `fails` to every
 * one; `pauses` for less than the idle limit, `goes-silent` for good; `breaks-midway` resets the connection.
 */
export type Fate =
  | "answers"
  | "pauses"
  | "goes-silent"
  | "rate-limited"
  | "rate-limited-with-retry-after"
  | "server-error"
  | "breaks-before-output"
  | "breaks-midway"
  | "fails";

export type PlannedUsage = { inputTokens: number; cachedTokens: number; outputTokens: number };

export type PlannedLane = {
  offer: string;
  fate: Fate;
  pieces: number;
  streamMs: number;
  usage: PlannedUsage;
};

/** What the person does, `afterMs` after the stream has begun. `rejoins` stays away for `awayMs`; `cancels` stops one lane. */
export type PlannedPerson =
  | { does: "watches" }
  | { does: "leaves"; afterMs: number }
  | { does: "rejoins"; afterMs: number; awayMs: number }
  | { does: "cancels"; afterMs: number; lane: number };

/** `token` is the prompt, by which the provider knows whom it answers. */
export type PlannedComparison = { token: string; lanes: PlannedLane[]; person: PlannedPerson };

/** Paid offers that may be called at once any number of times, a lane of a comparison each. */
const OFFERS = ["zai/glm-4.7", "openrouter/glm-4.7", "zai/glm-4.6", "zai/glm-4.7-flashx"] as const;

const FATES: readonly (readonly [number, Fate])[] = [
  [3, "pauses"],
  [2, "goes-silent"],
  [1, "rate-limited"],
  [1, "rate-limited-with-retry-after"],
  [1, "server-error"],
  [1, "breaks-before-output"],
  [0.7, "breaks-midway"],
  [0.3, "fails"],
];

/** As many comparisons of one to four lanes as make `lanes` lanes. */
export function planLoad(seed: number, lanes: number): PlannedComparison[] {
  const random = new Random(seed);
  const comparisons: PlannedComparison[] = [];
  for (let left = lanes; left > 0; ) {
    const count = Math.min(left, random.between(1, OFFERS.length));
    comparisons.push(planComparison(`chaos-${seed}-${comparisons.length}`, count, random));
    left -= count;
  }
  return comparisons;
}

/** A comparison of all offers that nothing disturbs. */
export function planQuiet(token: string): PlannedComparison {
  const usage = { inputTokens: 1_000, cachedTokens: 300, outputTokens: 200 };
  const lanes = OFFERS.map((offer) => ({
    offer,
    fate: "answers" as const,
    pieces: 20,
    streamMs: 1_000,
    usage,
  }));
  return { token, lanes, person: { does: "watches" } };
}

function planComparison(token: string, count: number, random: Random): PlannedComparison {
  const first = random.between(0, OFFERS.length - 1);
  const lanes = Array.from({ length: count }, (_, lane) =>
    planLane(OFFERS[(first + lane) % OFFERS.length] ?? OFFERS[0], random),
  );
  return { token, lanes, person: planPerson(count, random) };
}

function planLane(offer: string, random: Random): PlannedLane {
  const inputTokens = random.between(10, 20_000);
  return {
    offer,
    fate: random.choose(FATES, "answers"),
    pieces: random.between(15, 80),
    streamMs: random.between(800, 5_000),
    usage: {
      inputTokens,
      cachedTokens: random.between(0, inputTokens),
      outputTokens: random.between(1, 8_000),
    },
  };
}

function planPerson(lanes: number, random: Random): PlannedPerson {
  const afterMs = random.between(0, 4_000);
  const persons: readonly (readonly [number, PlannedPerson])[] = [
    [15, { does: "leaves", afterMs }],
    [15, { does: "rejoins", afterMs, awayMs: random.between(0, 1_500) }],
    [6, { does: "cancels", afterMs, lane: random.between(0, lanes - 1) }],
  ];
  return random.choose(persons, { does: "watches" });
}
