/**
 * What Glimpse costs and how true its figures are: `npm run build && npm run bench`, or only some of it by name, as in
 * `npm run bench -- streams`. Prints one line a figure; the limits beside them are the ones the design asks for.
 */
import { measureCpu } from "./cpu.ts";
import { measureFidelity } from "./fidelity.ts";
import { measureManyStreams } from "./many-streams.ts";
import { measureStall } from "./stall.ts";

const PARTS = {
  fidelity: measureFidelity,
  cpu: measureCpu,
  streams: measureManyStreams,
  stall: measureStall,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. Choose from ${Object.keys(PARTS).join(", ")}.`);
  process.exit(1);
}
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) await measure();
}
