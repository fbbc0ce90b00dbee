/** `npm run chaos:embedded -- --kills 100`: what the embedded database acknowledged is there after every `kill -9`. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { crashEmbedded, startSecond } from "./crash-embedded.ts";

const { values } = parseArgs({
  options: { kills: { type: "string", default: "100" }, seed: { type: "string" } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
const folder = await mkdtemp(join(tmpdir(), "glimpse-crash-"));
const startedAt = performance.now();
const { kills, acknowledged, problems, startMs } = await crashEmbedded(folder, Number(values.kills), seed);
const secondsAKill = (performance.now() - startedAt) / kills / 1_000;
console.log(
  `seed ${seed}: ${kills} kills, ${acknowledged} acknowledged rows, ${problems.length} times any lost`,
);
for (const problem of problems) console.log(problem);
console.log(`${secondsAKill.toFixed(2)} s a kill; up again after ${Math.round(startMs)} ms at the median`);
const { said, tookMs } = await startSecond(folder);
console.log(`a second process, after ${Math.round(tookMs)} ms: ${said.trim()}`);
await rm(folder, { recursive: true });
process.exit(problems.length === 0 && tookMs < 2_000 ? 0 : 1);
