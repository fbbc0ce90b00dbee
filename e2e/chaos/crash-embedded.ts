import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ENDS_WITH_PARENT } from "../../bin/run-child.mjs";
import { Random } from "./random.ts";

export type CrashReport = {
  kills: number;
  /** Rows that were acknowledged in all, each of which was there after every later kill. */
  acknowledged: number;
  /** What was missing or damaged after which kill. */
  problems: string[];
  /** From the start of a process to its first row, at the median: opening, recovery and a look at every row. */
  startMs: number;
};

const foundSchema = z.object({ rows: z.int(), last: z.int(), counted: z.int(), damaged: z.int() });

/**
 * Kills a process that writes to the embedded database in `folder`, again and again: mostly while it writes, some
 * times while it opens what the one before it left. Checks after each kill that every row that was acknowledged is there.
 */
export async function crashEmbedded(folder: string, kills: number, seed: number): Promise<CrashReport> {
  const random = new Random(seed);
  const problems: string[] = [];
  const startsMs: number[] = [];
  let acknowledged = 0;
  for (let kill = 0; kill <= kills; kill++) {
    const startedAt = performance.now();
    const writer = startWriter(folder);
    // The first one creates the database, and is killed at it.
    const isWhileOpening = kill === 0 || (kill < kills && random.next() < 0.1);
    if (isWhileOpening) {
      await sleep(random.between(0, 1_500));
    } else {
      const lines = createInterface({ input: writer.stdout })[Symbol.asyncIterator]();
      const found = foundSchema.parse(JSON.parse((await lines.next()).value ?? "null"));
      startsMs.push(performance.now() - startedAt);
      const { rows, last, counted, damaged } = found;
      if (last < acknowledged || rows !== last || counted !== last || damaged > 0)
        problems.push(`kill ${kill}: ${acknowledged} acknowledged, found ${JSON.stringify(found)}`);
      const killed = sleep(random.between(0, 600)).then(() => writer.kill("SIGKILL"));
      // What had reached the pipe when the process died was acknowledged as well.
      for (let line = await lines.next(); !line.done; line = await lines.next())
        acknowledged = Number(line.value);
      await killed;
    }
    writer.kill("SIGKILL");
    if (writer.exitCode === null && writer.signalCode === null) await once(writer, "exit");
  }
  const startMs = startsMs.toSorted((a, b) => a - b)[Math.floor(startsMs.length / 2)] ?? Number.NaN;
  return { kills, acknowledged, problems, startMs };
}

/** What a second process says that wants the folder of a running one, its exit code, and how long it took. */
export async function startSecond(folder: string): Promise<{ code: unknown; said: string; tookMs: number }> {
  const first = startWriter(folder);
  await once(first.stdout, "data");
  const startedAt = performance.now();
  const second = startWriter(folder);
  const [said, [code]] = await Promise.all([text(second.stderr), once(second, "exit")]);
  const tookMs = performance.now() - startedAt;
  first.kill("SIGKILL");
  await once(first, "exit");
  return { code, said, tookMs };
}

function startWriter(folder: string) {
  return spawn(
    process.execPath,
    [...ENDS_WITH_PARENT, "--disable-warning=ExperimentalWarning", "e2e/chaos/embedded-writer.ts", folder],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
}
