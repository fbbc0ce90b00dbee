/**
 * Breaks everything that can break under a load of streams, and checks that nothing was lost, doubled or mispriced:
 * `npm run chaos -- --seed 7`. The same seed plans the same again. `--short` is the form that `npm test` runs.
 */
import { parseArgs } from "node:util";
import { causeChaos } from "./chaos.ts";
import { judge, tabulate } from "./judge.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    short: { type: "boolean", default: false },
    lanes: { type: "string" },
    instances: { type: "string", default: "2" },
    /** Only what the provider and the persons do. */
    calm: { type: "boolean", default: false },
  },
});

/** The short form runs wherever the tests do: what takes longer there is no fault. */
const SHORT_SLACK = 10;

const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
const lanes = Number(values.lanes ?? (values.short ? 100 : 2_000));
const startedAt = performance.now();
const report = (line: string) =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${line}`);

report(`seed ${seed}: ${lanes} streams`);
const isGood = await causeChaos(
  {
    seed,
    lanes,
    instances: Number(values.instances),
    persons: values.short ? 12 : 40,
    hasIncidents: !values.calm,
  },
  report,
  (evidence) => {
    const checks = judge(evidence, values.short ? SHORT_SLACK : 1);
    console.log(tabulate(checks, evidence));
    return checks.every(({ problems }) => problems.length === 0);
  },
);
report(isGood ? "nothing was lost" : `broken; the same again: npm run chaos -- --seed ${seed}`);
process.exit(isGood ? 0 : 1);
